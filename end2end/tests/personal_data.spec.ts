/** What is kept of people: the operator sets how long, members take theirs along, and leave. */

import { readFileSync } from 'node:fs';
import { press, seen } from '../support/booking';
import { choose } from '../support/form';
import { linkMailedTo } from '../support/mail';
import { PEOPLE, SECRET, signIn, signUp } from '../support/people';
import { address, expect, tag, test } from '../support/test';

test('the operator sees what is kept, and sets how long @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator');
  await page.getByRole('link', { name: /個人情報の保存/ }).click();
  await expect(page.locator('main h1')).toHaveText('個人情報の保存');
  await expect(page.locator('main')).toContainText('会計と領収書');
  await seen(page, 'data-operator');

  await page.locator('input[name=order_days]').fill('3');
  await page.locator('input[name=paper_years]').fill('少し');
  await press(page, '保存する');
  await expect(page.locator('#errors')).toContainText('取り置きの連絡先: ');
  await expect(page.locator('input[name=order_days]')).toHaveValue('3');
  await expect(page.locator('input[name=paper_years]')).toHaveValue('少し');
  await seen(page, 'data-operator-refused');

  await page.locator('input[name=order_days]').fill('60');
  await page.locator('input[name=paper_years]').fill('7');
  await press(page, '保存する');
  await expect(page.locator('#errors')).toHaveCount(0);
  await page.goto('/privacy');
  await expect(page.locator('main')).toContainText('終わってから60日');
  await seen(page, 'data-privacy');
});

test('the report hands out people only when asked, as codes @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/kpi?fy=2018');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: '個人ごとの記録だけを受け取る（CSV）' }).click();
  const text = readFileSync(await (await file).path(), 'utf8');
  expect(text.split('\n').length).toBeGreaterThan(10);
  expect(text).not.toContain('@');
  await page.goto('/operator/audit');
  await expect(page.locator('main tbody tr').first()).toContainText('個人ごとの記録を書き出した');
});

test('a member takes everything along and leaves @nojs', async ({ page }) => {
  const email = address('leaving');
  await signUp(page, email, `去る人 ${tag()}`);

  await page.goto('/me');
  await page.getByRole('link', { name: /自分のデータ/ }).click();
  await seen(page, 'data-own');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'ZIPファイルを受け取る' }).click();
  const zip = readFileSync(await (await file).path());
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  expect(zip.includes('bookings.ics')).toBe(true);

  await page.goto('/me');
  await page.getByRole('link', { name: /退会/ }).click();
  await expect(page.locator('main')).toContainText('これからの予約や取り置きはありません');
  await seen(page, 'data-close');
  // The browser itself asks for an empty password.
  await page.locator('input[name=password]').fill('not the password');
  await press(page, '退会する');
  await expect(page.locator('#errors')).toContainText('確かめたら、しるしを付けてください');
  await choose(page.locator('input[name=sure]'));
  await page.locator('input[name=password]').fill('not the password');
  await press(page, '退会する');
  await expect(page.locator('#errors')).toContainText('パスワード');
  await expect(page.locator('input[name=sure]')).toBeChecked();
  await seen(page, 'data-close-refused');
  await page.locator('input[name=password]').fill(SECRET);
  await press(page, '退会する');
  await expect(page).toHaveURL(/\/closed$/);
  await seen(page, 'data-closed');

  // A last mail says so, to the address that is here no more.
  await linkMailedTo(email, /退会の手続きが終わりました。[^]*会計と領収書/);

  // Signed out, and by this address nobody comes in any more.
  await page.goto('/me');
  await expect(page).toHaveURL(/\/signin/);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(SECRET);
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(/\/signin/);
});

test('the last operator is told what to do first, in English too @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.operator);
  await press(page, 'English');
  await page.goto('/me/close');
  await expect(page.locator('main')).toContainText('Make somebody else one first');
  await expect(page.locator('input[name=password]')).toHaveCount(0);
  await seen(page, 'data-close-operator-en');
  await page.goto('/operator/data');
  await seen(page, 'data-operator-en');
  await page.goto('/me/data');
  await seen(page, 'data-own-en');
  await page.goto('/privacy');
  await seen(page, 'data-privacy-en');
});
