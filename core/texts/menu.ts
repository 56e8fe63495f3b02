/** The menu below the chat, as the official account and the simulator show it. */
export const menuItems = [
  { key: 'complain', title: '我要反映' },
  { key: 'progress', title: '查进度' },
  { key: 'human', title: '找人工' },
] as const;
export type MenuKey = (typeof menuItems)[number]['key'];
