/** Walks of the staff at the board, of who is found there, and of the operator who sets up machines and hours. */

import type { Page } from '@playwright/test';
import { press, seen, someone } from '../support/booking';
import { choose } from '../support/form';
import { PEOPLE, signIn, signUp } from '../support/people';
import { address, expect, tag, test } from '../support/test';

const hasScript = (): boolean => test.info().project.use.javaScriptEnabled !== false;

/** Books a guest at once on the first machine that is free now and needs no induction; the row's id. */
async function guestNow(page: Page, guest: string): Promise<string> {
  await page.goto('/staff/board');
  const free = await page.locator('a[href*="begin=on"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
  expect(free.length, 'a free machine').toBeGreaterThan(0);
  for (const href of free) {
    await page.goto(href);
    await choose(page.locator('input[name=whom][value=guest]'));
    await page.locator('input[name=guest]').fill(guest);
    await page.locator('select[name=minutes]').selectOption('30');
    await choose(page.locator('input[name=purpose][value=study]'));
    await press(page, '予約する');
    if (page.url().includes('/staff/board')) return new URL(page.url()).hash;
  }
  throw new Error('no machine for a guest');
}

test('a walk-in is asked what for, begins now, and the machine is used @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/board');
  await seen(page, 'board-today');
  await page.locator('a[href*="begin=on"]').first().click();
  const guest = `飛びこみ ${tag()}`;
  await choose(page.locator('input[name=whom][value=guest]'));
  await page.locator('input[name=guest]').fill(guest);
  await press(page, '予約する');
  if (hasScript()) {
    // The browser asks already; the server is asked without its help.
    await page.locator('form').last().evaluate((form: HTMLFormElement) => (form.noValidate = true));
    await press(page, '予約する');
  }
  await expect(page.locator('#errors')).toContainText('目的: どれか1つを選んでください');
  await expect(page.locator('input[name=guest]')).toHaveValue(guest);
  await seen(page, 'board-purpose-asked');

  const row = await guestNow(page, guest);
  await expect(page.locator('main, .toast').first()).toBeVisible();
  await expect(page.locator('.toast')).toContainText('ゲストにはメールが届かない');
  await expect(page.locator(row)).toContainText(guest);
  // It begins in the quarter of an hour that goes on, whenever this runs.
  const span = (await page.locator(row).innerText()).match(/(\d+):(\d\d)–(\d+):(\d\d)/)!.slice(1).map(Number);
  const [from, to] = [span[0] * 60 + span[1], span[2] * 60 + span[3]];
  expect([from % 15, to - from]).toEqual([0, 30]);
  const card = page.locator('section.card', { has: page.locator(row) });
  await expect(card).toContainText(`予約中（${span[2]}:${String(span[3]).padStart(2, '0')}まで）`);
  await seen(page, 'board-begun');

  // Leaving keeps the place; what is over is folded.
  await page.locator(row).getByRole('button', { name: 'チェックアウト' }).click();
  expect(new URL(page.url()).hash).toBe(row);
  await expect(card.locator('details')).toContainText(guest);
});

test('a member is found however the name is typed, and can be called @nojs', async ({ page, browser }) => {
  const mine = await someone(browser);
  const name = `袋小路 ポーチ${tag()}`;
  await signUp(mine.page, address('kana'), name);
  await expect(mine.page.locator('main')).toContainText('ふりがながまだありません');
  await mine.page.getByRole('link', { name: 'ふりがなを書く' }).click();
  await mine.page.locator('input[name=kana]').fill('袋こうじ');
  await press(mine.page, '保存する');
  await expect(mine.page.locator('#errors')).toContainText('漢字を使わずに');
  await mine.page.locator('input[name=kana]').fill(`フクロコウジ ポーチ${tag()}`);
  await mine.page.locator('input[name=phone]').fill('０９０－１２３４－５６７８');
  await seen(mine.page, 'profile');
  await press(mine.page, '保存する');
  await expect(mine.page.locator('main')).not.toContainText('ふりがながまだありません');
  await mine.context.close();

  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/people');
  await seen(page, 'members-in-order');
  for (const typed of [`ﾎﾟｰﾁ${tag()}`, `ぽーち${tag()}`, `ふくろこうじポーチ${tag()}`]) {
    await page.locator('input[type=search]').fill(typed);
    await page.locator('input[type=search]').press('Enter');
    await expect(page.locator('main .links a')).toHaveCount(1);
    await expect(page.locator('main .links')).toContainText(name);
  }
  await page.locator('main .links a').click();
  await expect(page.locator('a[href="tel:09012345678"]')).toBeVisible();
  await seen(page, 'member-page-call');
});

test('a board that nobody touches shows what others do; it waits for who types', async ({ page, browser }) => {
  await signIn(page, PEOPLE.staff);
  await page.clock.install();
  await page.goto('/staff/board');
  const other = await someone(browser);
  await signIn(other.page, PEOPLE.staff);

  const first = await guestNow(other.page, `ひとり目 ${tag()}`);
  await expect(page.locator(first)).toHaveCount(0);
  await page.clock.runFor(61_000);
  await expect(page.locator(first)).toBeAttached();

  await page.locator('#f-date').press('ArrowUp');
  const second = await guestNow(other.page, `ふたり目 ${tag()}`);
  let asked = 0;
  page.on('request', (request) => (asked += Number(request.url().includes('/staff/board'))));
  await page.clock.runFor(59_000);
  await page.evaluate(() => document.title);
  expect(asked, 'nothing moves under who types').toBe(0);
  await expect(page.locator(second)).toHaveCount(0);
  await page.locator('h1').click();
  await page.clock.runFor(125_000);
  await expect(page.locator(second)).toBeAttached();
  for (const row of [first, second]) await other.page.locator(row).getByRole('button', { name: 'チェックアウト' }).click();
  await other.context.close();
});

test('without a script the browser asks for the board again @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  const html = await (await page.request.get('/staff/board')).text();
  expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="60; url=\/staff\/board/);
});
