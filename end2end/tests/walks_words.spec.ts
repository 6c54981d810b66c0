/** Words between buyers and makers: a question and its answer, a review, and what the staff take away. */

import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { choose } from '../support/form';
import { linkMailedTo } from '../support/mail';
import { PEOPLE, signIn } from '../support/people';
import { shot } from '../support/shot';
import { address, expect, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `words-${name}`);
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).locator('visible=true').first().click();
}

async function person(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}

test('@nojs a question goes to the maker, and the answer comes back', async ({ page, browser }) => {
  const maker = await person(browser, PEOPLE.maker);
  await maker.goto('/me/questions');
  await seen(maker, 'questions-none');
  await maker.goto('/me/products');
  const piece = (await maker.locator('main a[href^="/shop/"]').first().getAttribute('href'))!;

  const email = address('asker');
  await page.goto(piece);
  await page.getByRole('link', { name: '作り手に質問する' }).click();
  await page.locator('main form').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
  await page.locator('textarea[name=text]').fill('大きさはどのくらいですか。\n水に濡れても大丈夫でしょうか。');
  await page.locator('input[name=name]').fill('山田 花子');
  await press(page, '質問を送る');
  await expect(page.locator('input[name=email]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('textarea[name=text]')).toHaveValue(/水に濡れても/);
  await page.locator('input[name=email]').fill(email);
  await seen(page, 'ask');
  await press(page, '質問を送る');
  await expect(page.locator('.toast')).toContainText('質問を送りました');
  await seen(page, 'asked');

  await maker.goto('/me');
  await expect(maker.locator('main')).toContainText('返信待ち');
  await maker.goto('/me/questions');
  await seen(maker, 'questions');
  await maker.getByRole('link', { name: /大きさはどのくらい/ }).first().click();
  await expect(maker.locator('main')).not.toContainText('山田');
  await seen(maker, 'question');
  await maker.locator('textarea[name=answer]').fill('幅10センチです。\n水に濡れても大丈夫です。');
  await press(maker, '返信を送る');
  await expect(maker.locator('.toast')).toContainText('返信を送りました');
  await linkMailedTo(email, /\/shop\/\d+/);

  const staff = await person(browser, PEOPLE.staff);
  await staff.goto('/staff/questions');
  await seen(staff, 'staff-questions');
  await staff.getByRole('link', { name: /大きさはどのくらい/ }).first().click();
  await staff.locator('input[name=reason]').fill('広告のため');
  await seen(staff, 'staff-question');
  await press(staff, '取り下げる');
  await maker.goto('/me/questions');
  await expect(maker.locator('main')).not.toContainText('大きさはどのくらい');
});

test('@nojs what a buyer says stands beside the piece', async ({ page, browser }) => {
  await page.goto('/shop?in_stock=1&sort=price_low');
  await page.locator('.item h3 a').nth(4).click();
  const piece = new URL(page.url()).pathname;
  await press(page, 'カートに入れる');
  await page.getByRole('link', { name: '受け取り方へ' }).locator('visible=true').first().click();
  await page.locator('input[name=name]').fill('山田 花子');
  await page.locator('input[name=email]').fill(address('reviewer'));
  await press(page, '確認へ');
  await press(page, '注文を確定して支払う');
  await page.getByRole('button', { name: /^カードで支払う/ }).click();
  await expect(page).toHaveURL(/\/orders\/.+key=/);
  const order = new URL(page.url());

  const staff = await person(browser, PEOPLE.staff);
  await expect(async () => {
    await staff.goto(`/staff${order.pathname}`);
    await staff.getByRole('button', { name: '用意ができた（メールで知らせる）' }).click({ timeout: 1000 });
  }).toPass();
  await staff.getByRole('button', { name: 'お渡しした' }).click();
  await page.goto(order.href);
  await seen(page, 'order-done');
  await page.getByRole('link', { name: 'レビューを書く' }).click();
  await seen(page, 'review');
  await choose(page.locator('input[name=stars][value="4"]'));
  await page.locator('textarea[name=text]').fill('木の手触りがよく、毎日使っています。\n届いたときの包みもていねいでした。');
  await page.locator('input[name=name]').fill('はな');
  await press(page, 'レビューを送る');
  await expect(page.locator('main')).toContainText('レビュー済み');
  await page.goto(`${piece}#reviews`);
  await expect(page.locator('#reviews')).toContainText('毎日使っています');
  await seen(page, 'reviewed');

  await staff.goto('/staff/reviews');
  await seen(staff, 'staff-reviews');
  await staff.locator('.links a[href^="/staff/reviews/"]').first().click();
  await staff.locator('input[name=reason]').fill('広告のため');
  await seen(staff, 'staff-review');
  await press(staff, '公開をやめる');
  await page.goto(order.href);
  await expect(page.locator('main')).toContainText('公開を取りやめました');
});
