/** Accounts under the operator, and what members choose for theirs. */

import type { Page } from '@playwright/test';
import { press, seen } from '../support/booking';
import { choose } from '../support/form';
import { linkMailedTo } from '../support/mail';
import { PEOPLE, SECRET, signIn, signOut, signUp } from '../support/people';
import { expect, tag, test } from '../support/test';

/** An address of this test alone. */
const address = (name: string): string => `${name}-${Math.random().toString(36).slice(2, 8)}@example.jp`;

async function openPerson(page: Page, words: string): Promise<void> {
  await page.goto('/operator/people');
  await page.locator('input[type=search]').fill(words);
  await page.locator('input[type=search]').press('Enter');
  await page.locator('main a[href^="/operator/people/"]').first().click();
  await expect(page).toHaveURL(/\/operator\/people\/[\w-]+$/);
}

test('the operator gives a role, disables, and the person is told whom to ask @nojs', async ({ page }) => {
  const email = address('disabled');
  await signUp(page, email, '停止 みほん');
  await signOut(page);
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/people');
  await seen(page, 'people');
  await openPerson(page, email);
  await seen(page, 'person');
  await page.locator('select[name=role]').selectOption('staff');
  await press(page, '役割を変える');
  await expect(page.locator('main')).toContainText('スタッフ');
  await press(page, 'アカウントを停止する');
  await expect(page.locator('main')).toContainText('ログインできません');
  await seen(page, 'person-disabled');
  await signOut(page);
  await page.goto('/signin');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(SECRET);
  await page.locator('main form button').first().click();
  await expect(page.locator('#errors')).toContainText('いま使えません');
  await expect(page.locator('main a[href^="tel:"], main a[href^="mailto:"]').first()).toBeVisible();
  await seen(page, 'signin-disabled');
});

/** A trade name and a story, of whoever is signed in. */
async function becomeMaker(page: Page, name: string): Promise<void> {
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill(name);
  await page.locator('textarea[name=story]').fill(`${name}です。木の小物を作っています。`);
  await press(page, '作り手になる');
  await expect(page).toHaveURL(/\/me\/products\/new$/);
}

test('two accounts of one person are made one, after a look @nojs', async ({ page }) => {
  const [kept, gone] = [address('kept'), address('gone')];
  const other = `いま工房 ${tag()}`;
  await signUp(page, gone, 'ふたつ みほん');
  await becomeMaker(page, `むかし工房 ${tag()}`);
  await signOut(page);
  await signUp(page, kept, 'ふたつ みほん');
  await becomeMaker(page, other);
  await signOut(page);
  await signIn(page, PEOPLE.operator);
  await openPerson(page, kept);
  await page.getByRole('link', { name: 'もう一方のアカウントを選ぶ' }).click();
  await page.locator('input[name=email]').fill(kept);
  await press(page, '移るものを見る');
  await expect(page.locator('#errors')).toContainText('まとめられません');
  await page.locator('input[name=email]').fill(gone);
  await press(page, '移るものを見る');
  await expect(page.locator('main')).toContainText(gone);
  await expect(page.locator('main')).toContainText('まだ何も変わっていません');
  await expect(page.locator('input[name=profile][value=kept]')).toBeChecked();
  await seen(page, 'merge');
  await choose(page.locator('input[name=profile][value=gone]'));
  await press(page, 'ひとつにまとめる');
  await expect(page.locator('main')).toContainText(kept);
  await page.goto('/operator/audit?kind=members');
  await expect(page.locator('main')).toContainText(other);
  await page.goto('/operator/people');
  await page.locator('input[type=search]').fill(gone);
  await page.locator('input[type=search]').press('Enter');
  await expect(page.locator('main')).toContainText('見つかりませんでした');
});

test('a member changes the address, and takes it back from the old mailbox @nojs', async ({ page }) => {
  const [before, after] = [address('before'), address('after')];
  await signUp(page, before, '宛先 みほん');
  await page.goto('/me/email');
  await seen(page, 'email');
  await page.locator('input[name=email]').fill(after);
  await page.locator('input[name=current]').fill(SECRET);
  await press(page, '確認のリンクを送る');
  await expect(page).toHaveURL(/\/me\/email\/sent/);
  await page.goto(await linkMailedTo(after, /\/email\/[\w-]+/));
  await seen(page, 'email-confirm');
  await page.locator('main form button').click();
  await expect(page.locator('main')).toContainText(after);
  await page.goto(await linkMailedTo(before, /\/email\/undo\/[\w-]+/));
  await seen(page, 'email-undo');
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/reset\//);
  await page.locator('input[name=password]').fill(`${SECRET} again`);
  await page.locator('main form button').click();
  await page.locator('input[name=email]').fill(before);
  await page.locator('input[name=password]').fill(`${SECRET} again`);
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(/\/me$/);
});

test('devices, mails and tokens of a member @nojs', async ({ page }) => {
  await signUp(page, address('choices'), '選ぶ みほん');
  await page.goto('/me/sessions');
  await expect(page.locator('main')).toContainText('127.0.0.1');
  await seen(page, 'sessions');
  await page.goto('/me/mails');
  await page.locator('input[name=reminders]').uncheck();
  await seen(page, 'mails');
  await press(page, '保存');
  await page.goto('/me/mails');
  await expect(page.locator('input[name=reminders]')).not.toBeChecked();
  await page.goto('/me/tokens');
  await page.locator('input[name=label]').fill('家のパソコン');
  await page.locator('input[name=scope][value=book]').uncheck();
  await press(page, 'トークンを作る');
  await expect(page.locator('input[name=token]')).toHaveValue(/^tkb_/);
  await expect(page.locator('main ul')).toContainText('自分の予約を見る');
  await seen(page, 'tokens');
});
