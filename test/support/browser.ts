import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core';

const cache = resolve('node_modules/.cache/chromium');
/** Where the browser tests leave what they saw. */
export const screenshotFolder = resolve('test/output/screenshots');

/**
 * Unpacks the Chromium that comes with npm, and the system libraries that go with it, once a checkout. Two test files
 * may do so at once: each unpacks into a folder of its own, and the first to finish gives it its name.
 */
async function unpack(): Promise<void> {
  if (existsSync(cache)) return;
  await mkdir(resolve(cache, '..'), { recursive: true });
  const folder = await mkdtemp(`${cache}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const packaged = await import('@sparticuz/chromium');
    const path = await packaged.default.executablePath();
    const bin = resolve('node_modules/@sparticuz/chromium/bin');
    await packaged.inflate(join(bin, 'al2023.tar.br'));
    if (resolve(path, '..') !== folder) throw new Error(`unpacked to ${path}, not to ${folder}`);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  await rename(folder, cache).catch(() => rm(folder, { recursive: true, force: true }));
}

/** A real Chromium out of npm; on a machine that lacks its system libraries it takes those that came with it. */
export async function openBrowser(): Promise<Browser> {
  await unpack();
  const options: LaunchOptions = {
    executablePath: join(cache, 'chromium'),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  };
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (!/shared librar/.test(String(error))) throw error;
    const libraries = join(cache, 'al2023', 'lib');
    const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(cache, 'fonts') };
    return chromium.launch({ ...options, env });
  }
}

/** Keeps what a page shows as `name`.png. */
export async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshotFolder, `${name}.png`), animations: 'disabled' });
}
