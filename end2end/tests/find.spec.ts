/** Finding pieces in the shop: by words, filters and order, and back to where one was; the operator's words. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { press, someone } from '../support/booking';
import { PEOPLE, signIn } from '../support/people';
import { shot } from '../support/shot';
import { expect, tag, test } from '../support/test';

async function seen(page: Page, name: string, within?: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page, within);
  await shot(page, `find-${name}`);
}

const tiles = (page: Page) => page.locator('.grid .item');
const field = (page: Page) => page.getByRole('searchbox', { name: '作品をさがす' });

async function search(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await field(page).press('Enter');
  await expect(page).toHaveURL(/[?&]q=/);
}

test('a piece is found by part of a word, however it is written @nojs', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'お店をさがす' }).click();
  await expect(page).toHaveURL(/\/shop#f-q$/);
  await expect(field(page)).toBeInViewport();
  await seen(page, 'shop');
  await search(page, 'ﾎﾟｰﾁ');
  await expect(page.locator('h1')).toHaveText('「ﾎﾟｰﾁ」でさがした作品');
  await expect(field(page)).toHaveValue('ﾎﾟｰﾁ');
  const number = await tiles(page).count();
  expect(number).toBeGreaterThan(0);
  await seen(page, 'found');
  await search(page, 'ぽーち');
  await expect(tiles(page)).toHaveCount(number);
  // The template's words: 刺繍 is 刺しゅう.
  await search(page, '刺繍');
  await expect(page.locator('main')).toContainText('刺しゅう');
  expect(await tiles(page).count()).toBeGreaterThan(0);
});

test('filters stand in the address, are taken away one by one, and lead back to the place @nojs', async ({ page }) => {
  await page.goto('/shop');
  await page.getByRole('button', { name: 'しぼりこむ' }).click();
  const sheet = page.getByRole('dialog', { name: 'しぼりこむ' });
  await expect(sheet).toBeVisible();
  await seen(page, 'sheet', '#narrow');
  await sheet.getByLabel('いくらから').fill('１，０００');
  await sheet.getByLabel('いくらまで').fill('3000円');
  await sheet.getByLabel('並べ方').selectOption('price_low');
  await sheet.getByLabel('いま買えるものだけ').check();
  await sheet.getByRole('button', { name: 'この条件で見る' }).click();
  await expect(page).toHaveURL(/in_stock=1/);
  const taken = page.getByRole('list', { name: 'いまの条件' });
  await expect(taken).toContainText('1,000円から3,000円まで');
  const prices = (await tiles(page).locator('.p').allTextContents()).map((text) => Number(text.replace(/\D/g, '')));
  expect(prices.length).toBeGreaterThan(2);
  expect(prices).toEqual([...prices].sort((one, other) => one - other));
  expect(prices[0]).toBeGreaterThanOrEqual(1000);
  expect(prices.at(-1)).toBeLessThanOrEqual(3000);
  await seen(page, 'narrowed');
  // A piece, and back to its place in the same list.
  const piece = tiles(page).nth(2);
  const id = await piece.getAttribute('id');
  await piece.getByRole('link').click();
  await expect(page).toHaveURL(/\/shop\/[^?]+-\d+\?.*price_min=1000/);
  // Wide screens have no arrow: the browser's way back leads there.
  const isWide = test.info().project.name === 'desktop';
  await (isWide ? page.goBack() : page.getByRole('link', { name: '戻る', exact: true }).click());
  await expect(page).toHaveURL(new RegExp(isWide ? 'price_max=3000' : `price_max=3000.*#${id}$`));
  await expect(page.locator(`#${id}`)).toBeInViewport();
  // The order, and one filter after the other.
  await page.getByText('安い順').locator('visible=true').first().click();
  await page.getByRole('link', { name: '高い順' }).click();
  await expect(page).toHaveURL(/sort=price_high/);
  await taken.getByRole('link', { name: /1,000円から3,000円まで/ }).click();
  await expect(page).toHaveURL(/\/shop\?in_stock=1&sort=price_high$/);
  await page.getByRole('link', { name: /いま買えるもの/ }).click();
  await expect(page).toHaveURL(/\/shop\?sort=price_high$/);
  await expect(taken).toHaveCount(0);
});

test('nothing found says what was looked for and what to do @nojs', async ({ page }) => {
  await page.goto('/shop?category=wood');
  await search(page, 'そんなものはない');
  await expect(page).toHaveURL(/category=wood/);
  await expect(page.locator('main')).toContainText('「そんなものはない」に合う作品はありません');
  expect(await tiles(page).count(), 'other works').toBeGreaterThan(3);
  await seen(page, 'nothing');
  await page.getByRole('link', { name: /「そんなものはない」/ }).click();
  await expect(page).toHaveURL(/\/shop\?category=wood$/);
  await page.goto('/shop?price_min=abc&maker=nobody&q=a+b+c+d+e+f');
  await expect(page.locator('main')).toContainText('「いくらから」が読めません');
  await seen(page, 'misread');
});

test('the operator lets words stand for each other, in effect at once @nojs', async ({ page, browser }) => {
  const visitor = await someone(browser);
  const word = `あいことば${tag()}`;
  await visitor.page.goto(`/shop?q=${encodeURIComponent(word)}`);
  await expect(visitor.page.locator('main')).toContainText('に合う作品はありません');
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/shop');
  await page.getByRole('link', { name: 'さがすことばの言い換え' }).click();
  await page.getByLabel('同じ意味のことば').fill(word);
  await press(page, '登録する');
  await expect(page.locator('#errors')).toContainText('ことばが1つです');
  await expect(page.getByLabel('同じ意味のことば')).toHaveValue(word);
  await seen(page, 'synonym-refused');
  await page.getByLabel('同じ意味のことば').fill(`${word}、コースター`);
  await press(page, '登録する');
  await expect(page.locator('.toast')).toBeVisible();
  await seen(page, 'synonyms');
  await visitor.page.reload();
  await expect(visitor.page.locator('.grid .item h3').first()).toContainText('コースター');
  await page.getByRole('link', { name: `${word}、コースター` }).click();
  await seen(page, 'synonym');
  await press(page, 'この言い換えを削除する');
  await expect(page.getByRole('link', { name: `${word}、コースター` })).toHaveCount(0);
  await visitor.context.close();
});
