/** A visitor looks around: photos, sharing, favourites and makers, on a phone; without scripts too. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { shot } from '../support/shot';
import { expect, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `browse-${name}`);
}

/** The first piece of the shop; its path. */
async function open(page: Page): Promise<string> {
  await page.goto('/shop');
  await page.locator('.item h3 a').first().click();
  await expect(page.locator('#product-title')).toBeVisible();
  return new URL(page.url()).pathname;
}

test('@nojs a piece is found by its number, and its address says what it is', async ({ page }) => {
  const path = await open(page);
  expect(decodeURIComponent(path)).toMatch(/^\/shop\/.+-\d+$/);
  await seen(page, 'piece');
  const number = path.split('-').at(-1)!;
  await page.goto(`/shop/${number}`);
  expect(new URL(page.url()).pathname).toBe(path);
  await expect(page.getByRole('link', { name: 'LINEで送る' })).toHaveAttribute('href', /^https:\/\/social-plugins\.line\.me\//);
  await expect(page.getByRole('link', { name: 'Xに投稿する' })).toHaveAttribute('href', /^https:\/\/x\.com\/intent\//);
});

test('@nojs makers are listed with their pieces', async ({ page }) => {
  await page.goto('/shop');
  await page.getByRole('link', { name: '作り手を見る' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '作り手' })).toBeVisible();
  await seen(page, 'makers');
  const first = page.locator('.item h3 a').first();
  const name = (await first.textContent())!;
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await seen(page, 'maker');
});

test('@nojs a favourite is kept and taken out', async ({ page }) => {
  await open(page);
  const title = (await page.locator('#product-title').textContent())!;
  await page.getByRole('button', { name: 'お気に入りに入れる' }).click();
  const hasScript = test.info().project.use.javaScriptEnabled !== false;
  if (hasScript) {
    // The page stays, and knows it again.
    await expect(page.getByRole('button', { name: 'お気に入りから外す' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: 'お気に入りから外す' })).toBeVisible();
    await seen(page, 'heart');
    await page.goto('/favourites');
  }
  await expect(page).toHaveURL(/\/favourites$/);
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await seen(page, 'favourites');
  await page.getByRole('button', { name: 'お気に入りから外す' }).click();
  await expect(page.getByText('お気に入りは、まだありません')).toBeVisible();
  await seen(page, 'favourites-none');
});

test('the address is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const path = await open(page);
  await page.getByRole('button', { name: 'リンクをコピー' }).click();
  await expect(page.getByText('リンクをコピーしました')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(copied).pathname).toBe(path);
});
