import { readConfig } from '../../core/config.ts';
import { runMain } from '../../core/run-main.ts';
import { menuItems } from '../../core/texts/menu.ts';
import { ask, openAccount } from './open-account.ts';

/** `npm run wechat:menu`: pushes the menu of core/texts/menu.ts to the official account. */
await runMain(async () => {
  const account = openAccount(readConfig('wechat', process.env));
  await ask(account.createMenu(menuItems));
  process.stdout.write(`公众号菜单已更新：${menuItems.map(({ title }) => title).join('、')}\n`);
});
