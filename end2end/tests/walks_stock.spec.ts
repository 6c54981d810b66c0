/** Walks along the shelf: staff write down what happened to pieces, makers look at it, and learn what a price brings. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { press } from '../support/booking';
import { choose } from '../support/form';
import { PEOPLE, signIn, signUp } from '../support/people';
import { shot } from '../support/shot';
import { address, expect, tag, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `stock-${name}`);
}

test('a delivery is written down, too many taken out are refused with what is free @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/stock');
  await seen(page, 'empty');
  await page.goto('/staff/stock?q=%E6%9C%A8');
  await seen(page, 'found');
  await page.locator('main ul.links a').filter({ hasText: '手元' }).first().click();
  await seen(page, 'piece');
  await choose(page.locator('input[name=kind][value=damage]'));
  await page.locator('input[name=pieces]').fill('９９９');
  await page.locator('input[name=note]').fill('棚から落ちた');
  await press(page, '書き留める');
  await expect(page.locator('#errors')).toContainText('点まで');
  await expect(page.locator('input[name=note]')).toHaveValue('棚から落ちた');
  await expect(page.locator('input[name=kind][value=damage]')).toBeChecked();
  await seen(page, 'refused');
  await choose(page.locator('input[name=kind][value=counted_fewer]'));
  await page.locator('input[name=pieces]').fill('１');
  await press(page, '書き留める');
  await expect(page.locator('table')).toContainText('棚から落ちた');
  await seen(page, 'moved');
});

test('the form says what a price brings, at each key', async ({ page }) => {
  await signUp(page, address('payout'), '売る みほん');
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill(`つくし工房 ${tag()}`);
  await press(page, '作り手になる');
  await expect(page.locator('.payout')).toContainText('手数料は20%です');
  await page.locator('input[name=price]').fill('３，７００円');
  await expect(page.locator('.payout')).toHaveText('受け取り 2,960円（手数料20%・740円）');
  await seen(page, 'payout');
  await page.locator('input[name=price]').fill('12');
  await expect(page.locator('.payout')).toContainText('手数料は20%です');
});

test('makers and the operator see their side', async ({ page }) => {
  await signIn(page, PEOPLE.maker);
  await page.goto('/me/products');
  await seen(page, 'mine');
  await page.getByRole('link', { name: '在庫の動き' }).first().click();
  await seen(page, 'mine-piece');
  await page.context().clearCookies();
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/shop/commission');
  await seen(page, 'commission');
  await page.locator('input[name=percent]').fill('60');
  await press(page, 'この日から変える');
  await expect(page.locator('#errors')).toBeVisible();
  await seen(page, 'commission-refused');
});
