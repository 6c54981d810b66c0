/** A listing is written in bits: the draft saves itself, a lost connection loses nothing, photos are dragged into order. */

import type { Browser, Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { press, someone } from '../support/booking';
import { PEOPLE, signIn, signUp } from '../support/people';
import { phonePhotoFile, phonePhotoFiles } from '../support/photo';
import { shot } from '../support/shot';
import { address, expect, tag, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `draft-${name}`);
}

/** A new maker, on the form of their first listing. */
async function newListing(page: Page): Promise<void> {
  await signUp(page, address('writer'), '書く みほん');
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill(`かきかけ工房 ${tag()}`);
  await press(page, '作り手になる');
  await expect(page).toHaveURL(/\/me\/products\/new$/);
}

/** What the form says of the draft, where it can be seen. */
const line = (page: Page, name: string): Locator => page.locator(`[data-autosave] > [data-say=${name}]`).locator('visible=true');

const field = (page: Page, name: string): Locator => page.locator(`[name=${name}]`);

async function addPhotos(page: Page, files: string[]): Promise<void> {
  await page.locator('input[name=photo]').setInputFiles(files);
  await expect(page.locator('.photos > li')).toHaveCount(files.length);
}

const photoIds = (page: Page): Promise<string[]> =>
  page.locator('.photos > li').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.photo!));

test('a draft saves itself, also when its page is left', async ({ page }) => {
  await newListing(page);
  const title = `ひとりでに残る箱 ${tag()}`;
  await expect(page.locator('[data-autosave] > [data-say]:visible')).toHaveCount(0);
  await field(page, 'title').fill(title);
  await expect(line(page, 'saved')).toHaveText(/^下書きを保存しました \d\d:\d\d$/);
  await expect(page).toHaveURL(/\/edit$/);
  await seen(page, 'saved');
  const edit = page.url();

  await test.step('a choice is saved at once', async () => {
    const saved = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url() === edit);
    await field(page, 'category').selectOption({ index: 1 });
    expect((await saved).status()).toBe(200);
    await page.reload();
    await expect(field(page, 'title')).toHaveValue(title);
    await expect(field(page, 'category')).not.toHaveValue('');
  });
  await test.step('what was typed last leaves with the page', async () => {
    await field(page, 'description').fill('ふたつきの箱です。');
    await page.goto('/me/products');
    await expect(page.locator('.ln')).toHaveCount(1);
    await expect(async () => {
      await page.goto(edit);
      await expect(field(page, 'description')).toHaveValue('ふたつきの箱です。', { timeout: 1 });
    }).toPass();
  });
  await test.step('the button takes what was typed a moment before', async () => {
    await field(page, 'title').fill(`${title} 改`);
    await press(page, '下書きに保存する');
    await expect(page).toHaveURL(/\/me\/products$/);
    await expect(page.locator('.ln')).toHaveCount(1);
    await expect(page.locator('.ln')).toContainText(`${title} 改`);
  });
});

test('what another page of the form wrote is not overwritten', async ({ page }) => {
  await newListing(page);
  await field(page, 'title').fill('電話の箱');
  await expect(line(page, 'saved')).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await field(other, 'title').fill('タブレットの箱');
  await expect(line(other, 'saved')).toBeVisible();
  await field(page, 'title').fill('電話の大きな箱');
  await expect(line(page, 'behind')).toBeVisible();
  await seen(page, 'behind');
  await press(page, '下書きに保存する');
  await expect(page.locator('#errors')).toContainText('ほかの画面で書きかえられました');
  await expect(field(page, 'title')).toHaveValue('電話の大きな箱');
  await seen(page, 'behind-refused');
  await page.getByRole('link', { name: '保存されている内容を読み込む' }).first().click();
  await expect(field(page, 'title')).toHaveValue('タブレットの箱');
});

test('a lost connection loses nothing: words and photos are sent again by themselves', async ({ page, browser }) => {
  const file = await phonePhotoFile(browser);
  await newListing(page);
  await field(page, 'title').click();
  await page.context().setOffline(true);
  await page.keyboard.type('圏外の箱');
  await expect(line(page, 'lost')).toBeVisible();
  await page.locator('input[name=photo]').setInputFiles(file);
  await expect(page.locator('.sent [data-say=failed]')).toBeVisible();
  await seen(page, 'offline');
  await test.step('whoever leaves now is asked', async () => {
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
  });
  await page.context().setOffline(false);
  await expect(page.locator('.photos > li')).toHaveCount(1);
  await expect(page.locator('.sent')).toHaveCount(0);
  await expect(line(page, 'saved')).toBeVisible();
  await page.reload();
  await expect(field(page, 'title')).toHaveValue('圏外の箱');
  await expect(page.locator('.photos > li')).toHaveCount(1);
});

/** Drags a photo by its handle to the upper half of another one: with a finger where there is one. */
async function drag(page: Page, from: Locator, to: Locator, look: () => Promise<void>): Promise<void> {
  await page.locator('.photos').evaluate((list) => list.scrollIntoView({ block: 'center' }));
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  const [x, y] = [start.x + start.width / 2, start.y + start.height / 2];
  const ways = [1, 2, 3, 4].map((part) => ({ x, y: y + ((end.y + 8 - y) * part) / 4 }));
  if (test.info().project.name !== 'phone') {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const point of ways) await page.mouse.move(point.x, point.y);
    await look();
    await page.mouse.up();
    return;
  }
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x, y }]);
  for (const point of ways) await touch('touchMove', [point]);
  await look();
  await touch('touchEnd', []);
}

test('photos are dragged into order', async ({ page, browser }) => {
  await newListing(page);
  await addPhotos(page, await phonePhotoFiles(browser, 3));
  const [first, second, third] = await photoIds(page);
  const row = (id: string) => page.locator(`[data-photo="${id}"]`);
  await page.getByLabel('3枚目のひとこと').fill('ふた');
  const answer = page.waitForResponse((answer) => answer.request().postData()?.includes(`to1-${third}`) ?? false);
  await drag(page, row(third).locator('[data-grip]'), row(first), async () => {
    await expect(row(first)).toHaveClass(/drop-above/);
    await shot(page, 'draft-dragging');
  });
  expect((await answer).status()).toBe(303);
  await expect.poll(() => photoIds(page)).toEqual([third, first, second]);
  await expect(page.getByLabel('1枚目のひとこと')).toHaveValue('ふた');
  await expect(row(third).locator('.badge')).toHaveText('表紙');
  await seen(page, 'ordered');
  await page.reload();
  expect(await photoIds(page)).toEqual([third, first, second]);

  await test.step('Escape leaves all as it was', async () => {
    await row(second).locator('[data-grip]').hover();
    await page.mouse.down();
    const { x, y } = (await row(third).boundingBox())!;
    await page.mouse.move(x + 10, y + 4, { steps: 3 });
    await expect(row(second)).toHaveClass(/lifted/);
    await page.keyboard.press('Escape');
    await expect(row(second)).not.toHaveClass(/lifted/);
    await page.mouse.up();
    expect(await photoIds(page)).toEqual([third, first, second]);
  });
});

/** How often the piece at that address was opened, as its maker reads it. */
async function views(page: Page, piece: string): Promise<number> {
  await page.goto('/me/products');
  const words = await page.locator('.ln').filter({ has: page.locator(`a[href="${piece}"]`) }).first().innerText();
  return Number(/見られた回数 (\d+)回/.exec(words)?.[1] ?? 0);
}

async function open(browser: Browser, piece: string): Promise<number> {
  const { context, page } = await someone(browser);
  let sent = 0;
  page.on('request', (request) => (sent += Number(request.url().endsWith('/seen'))));
  await page.goto(piece);
  await page.reload();
  await context.close();
  return sent;
}

test('a maker sees how often a piece is opened', async ({ page, browser }) => {
  await signIn(page, PEOPLE.maker);
  await page.goto('/me/products');
  const live = page.locator('.ln', { hasText: 'お店に並んでいます' }).locator('a[href^="/shop/"]').first();
  const piece = (await live.getAttribute('href'))!;
  const before = await views(page, piece);
  expect(await open(browser, piece), 'once for a visit').toBe(1);
  await expect.poll(() => views(page, piece)).toBe(before + 1);
  await page.goto(piece);
  await page.reload();
  expect(await views(page, piece), 'not its maker').toBe(before + 1);
  await seen(page, 'views');
});
