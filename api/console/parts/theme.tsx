import '@fontsource-variable/noto-sans-sc';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';
import type { ReactNode } from 'react';

const fontFamily =
  "'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', system-ui, sans-serif";

/** The look of both pages: calm, and every text at least 4.5:1 against what it stands on. */
export function Theme({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider
      locale={zhCN}
      // Two-character buttons keep their plain name: 派单, not 派 单.
      button={{ autoInsertSpace: false }}
      theme={{
        token: {
          fontFamily,
          colorPrimary: '#1c5fa8',
          colorLink: '#1c5fa8',
          colorInfo: '#1c5fa8',
          colorSuccess: '#1f7a3d',
          colorWarning: '#a85a00',
          colorError: '#c0292b',
          // The backgrounds that follow from colours this dark would be murky.
          colorPrimaryBg: '#e6f0fb',
          controlItemBgActive: '#e6f0fb',
          colorInfoBg: '#edf4fc',
          colorInfoBorder: '#b5d0ee',
          colorSuccessBg: '#eef8f0',
          colorSuccessBorder: '#b4dcc0',
          colorWarningBg: '#fff8ec',
          colorWarningBorder: '#f0cf9a',
          colorErrorBg: '#fff1f0',
          colorErrorBorder: '#f3b5b0',
          colorText: '#1d2733',
          colorTextSecondary: '#4a5664',
          colorTextTertiary: '#5a6673',
          colorTextDescription: '#5a6673',
          colorTextPlaceholder: '#697481',
          colorBgLayout: '#f2f5f9',
          borderRadius: 6,
          wireframe: false,
        },
        components: {
          Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 4px' },
          Tag: { defaultColor: '#3d4956' },
        },
      }}
    >
      <App message={{ maxCount: 1 }} component={false}>
        {children}
      </App>
    </ConfigProvider>
  );
}
