/** A customer orders without an account and pays online, before a stand-in for Stripe; staff pack, hand over, refund. */

import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { choose } from '../support/form';
import { PEOPLE, signIn } from '../support/people';
import { shot } from '../support/shot';
import { address, expect, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `order-${name}`);
}

/** The visible one of several buttons with these words: on phones it stands in the bar. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).locator('visible=true').first().click();
}

/** Puts a piece of which there are several into the cart; its title. */
async function putIn(page: Page, n: number): Promise<string> {
  await page.goto('/shop?in_stock=1&sort=price_low');
  await page.locator('.item h3 a').nth(n).click();
  const title = (await page.locator('#product-title').textContent())!;
  await press(page, 'カートに入れる');
  await expect(page).toHaveURL(/\/cart$/);
  await expect(page.locator('.cart')).toContainText(title);
  return title;
}

async function details(page: Page, email: string): Promise<void> {
  await page.getByRole('link', { name: '受け取り方へ' }).locator('visible=true').first().click();
  await page.locator('input[name=name]').fill('山田 花子');
  await page.locator('input[name=email]').fill(email);
}

/** The order's page as soon as what the provider tells has arrived. */
async function until(page: Page, words: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.locator('h1').first()).toContainText(words, { timeout: 1000 });
  }).toPass();
}

async function staff(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, PEOPLE.staff);
  return page;
}

test('@nojs card: from the cart to the hands, and money back', async ({ page, browser }) => {
  await putIn(page, 0);
  const second = await putIn(page, 1);
  await seen(page, 'cart');
  await page.getByRole('button', { name: `「${second}」をカートから外す` }).click();
  await expect(page.locator('.cart')).not.toContainText(second);

  await details(page, 'no address');
  await page.locator('#checkout').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
  await press(page, '確認へ');
  await expect(page.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('input[name=name]')).toHaveValue('山田 花子');
  await page.locator('input[name=email]').fill(address('buyer'));
  await seen(page, 'checkout');
  await press(page, '確認へ');
  for (const item of ['分量', '価格と支払総額', '支払時期・方法', '引渡時期', '撤回・解除', '申込期間']) {
    await expect(page.locator('#terms')).toContainText(item);
  }
  await seen(page, 'confirm');
  await press(page, '注文を確定して支払う');

  await expect(page.getByText('練習用').first()).toBeVisible();
  await shot(page, 'order-pay');
  await page.getByRole('button', { name: /^カードで支払う/ }).click();
  await expect(page).toHaveURL(/\/orders\/.+key=/);
  await until(page, 'ご注文ありがとうございます');
  await seen(page, 'paid');

  const desk = await staff(browser);
  await desk.goto('/staff/orders?queue=new');
  await seen(desk, 'board');
  await desk.getByRole('link', { name: '開く' }).last().click();
  await seen(desk, 'manage');
  await desk.getByRole('button', { name: '用意ができた（メールで知らせる）' }).click();
  await until(page, 'ご用意ができました');
  await seen(page, 'ready');
  await desk.getByRole('button', { name: 'お渡しした' }).click();
  await until(page, 'お渡しがすみました');
  await desk.locator('summary', { hasText: '返金する' }).click();
  await desk.locator('textarea[name=reason]').fill('傷が見つかったため');
  await seen(desk, 'refund');
  await desk.getByRole('button', { name: '全額を返金する' }).click();
  await expect(desk.locator('main')).toContainText('返金ずみ');
  await until(page, '返金しました');
  await seen(page, 'refunded');
});

test('@nojs konbini: a number, the money later', async ({ page }) => {
  await putIn(page, 2);
  await details(page, address('konbini'));
  await press(page, '確認へ');
  await press(page, '注文を確定して支払う');
  await page.getByRole('button', { name: /^コンビニで支払う/ }).click();
  await shot(page, 'order-konbini');
  await page.getByRole('button', { name: /^コンビニで払った/ }).click();
  await until(page, 'ご注文ありがとうございます');
});

test('@nojs the counter: no money before the pick-up, and the cart says what is gone', async ({ page, browser }) => {
  await page.goto('/cart');
  await seen(page, 'cart-empty');
  await putIn(page, 3);
  await details(page, address('counter'));
  await choose(page.locator('input[name=pay_by][value=counter]'));
  await press(page, '確認へ');
  await press(page, '入力を直す');
  await expect(page.locator('input[name=name]')).toHaveValue('山田 花子');
  await press(page, '確認へ');
  await press(page, '注文を確定する');
  await expect(page.locator('h1').first()).toContainText('取り置きしました');
  await seen(page, 'counter');
  const number = (await page.locator('.ticket-desk').textContent())!.match(/\d+/)![0];
  const desk = await staff(browser);
  await desk.goto('/staff/orders?queue=pickup');
  await expect(desk.getByRole('link', { name: number, exact: true })).toBeVisible();
});
