declare module '*.css';

// The package says nothing of its module kind, so TypeScript would expect one `default` too many.
declare module 'antd/es/locale/zh_CN.js' {
  import type { ConfigProviderProps } from 'antd';

  const locale: NonNullable<ConfigProviderProps['locale']>;
  export default locale;
}
