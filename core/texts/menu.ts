/**
 * The menu below the chat, as the simulator shows it and `npm run wechat:menu` pushes it to the official account, which
 * takes up to three buttons of up to four characters each in Chinese.
 */
export const menuItems = [
  { key: 'complain', title: '反映问题' },
  { key: 'progress', title: '我的工单' },
  { key: 'human', title: '联系人工' },
] as const;
export type MenuKey = (typeof menuItems)[number]['key'];
