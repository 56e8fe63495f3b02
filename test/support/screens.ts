import AxeBuilder from 'axe-core';
import type { Page } from 'playwright-core';
import { keep } from './browser.ts';
import { until } from './until.ts';

interface Violation {
  id: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** What axe-core finds wrong with a page, contrast of 4.5:1 among it; one line a finding. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(AxeBuilder.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: unknown): Promise<{ violations: unknown[] }> };
    };
    return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa'] })).violations;
  });
  return (found as Violation[]).flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** Someone's seat at the console: signs in with the demonstration account and acts as a person does. */
export async function sitDown(page: Page, origin: string, name: string) {
  await page.goto(`${origin}/`);
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('口令').fill('minqing-demo');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
  return {
    page,
    keep: (title: string) => keep(page, title),
    async open(tab: string, number: string) {
      await page.getByRole('tab', { name: new RegExp(tab) }).click();
      await page.getByRole('list', { name: '工单列表' }).getByText(number).click();
      await page.getByRole('heading', { name: number }).waitFor();
    },
    async press(action: string) {
      await page
        .getByRole('group', { name: '可以做的操作' })
        .getByRole('button', { name: action, exact: true })
        .click();
    },
    /** Fills the dialog that an action opened and submits it. */
    async answer(action: string, label: string, text: string) {
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(label).fill(text);
      const button = dialog.getByRole('button', { name: action, exact: true });
      // Somebody else may have changed the case meanwhile: the page says so, and a person presses again.
      await until('the dialog to be done', async () => {
        if (await dialog.isHidden()) return true;
        await button.click({ timeout: 2_000 }).catch(() => {});
        await dialog.waitFor({ state: 'hidden', timeout: 3_000 }).catch(() => {});
        return dialog.isHidden();
      });
    },
    sees: (state: string) => page.locator('.case-heading').getByText(state, { exact: true }).waitFor(),
  };
}

/** A telephone on the simulator page. */
export function telephone(page: Page, name: string) {
  const phone = page.getByRole('region', { name: `${name}的微信` });
  const answers = phone.locator('.bubble.answered');
  return {
    phone,
    async say(text: string): Promise<string> {
      const before = await answers.count();
      await phone.getByRole('textbox').fill(text);
      await phone.getByRole('button', { name: '发送' }).click();
      await answers.nth(before).waitFor();
      return (await answers.last().textContent()) ?? '';
    },
    hears: (text: RegExp) => answers.filter({ hasText: text }).first().waitFor(),
  };
}
