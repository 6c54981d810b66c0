/** A person at risk: the nickname stands everywhere, and every look at the name is in the log; notes of the staff. */

import { press, seen } from '../support/booking';
import { PEOPLE, signIn, signOut, signUp } from '../support/people';
import { address, expect, tag, test } from '../support/test';

test('the operator hides a name, looks it up with a reason, and staff see the nickname @nojs', async ({ page }) => {
  const email = address('hidden');
  const [family, nickname] = [`神楽坂${tag()}`, `みつば ${tag()}`];
  await signUp(page, email, `${family} 澪`);
  await signOut(page);

  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/people');
  await page.locator('input[type=search]').fill(email);
  await page.locator('input[type=search]').press('Enter');
  await page.locator('main a[href^="/operator/people/"]').first().click();
  const person = page.url();
  await page.getByRole('link', { name: '名前を隠す' }).click();
  await seen(page, 'protect');
  await page.locator('input[name=nickname]').fill(`${family}さん`);
  await press(page, 'ニックネームに置きかえる');
  await expect(page.locator('#errors')).toContainText('本名の一部が入っています');
  await expect(page.locator('input[name=nickname]')).toHaveValue(`${family}さん`);
  await seen(page, 'protect-telling');
  await page.locator('input[name=nickname]').fill(nickname);
  await press(page, 'ニックネームに置きかえる');
  await expect(page.locator('h1')).toHaveText(nickname);
  await expect(page.locator('main')).not.toContainText(email);
  await seen(page, 'protected');

  await page.locator('input[name=reason]').fill('受け取りの連絡');
  await press(page, '本名を見る');
  await expect(page.locator('main')).toContainText(family);
  await expect(page.locator('main')).toContainText(email);
  await seen(page, 'protected-look');
  await page.goto(person);
  await expect(page.locator('#protection')).toContainText('受け取りの連絡');
  await expect(page.locator('main')).not.toContainText(family);

  await signOut(page);
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/people');
  const search = page.locator('input[type=search]');
  for (const words of [family, email]) {
    await search.fill(words);
    await search.press('Enter');
    await expect(page.locator('main')).toContainText('見つかりません');
  }
  await search.fill(nickname);
  await search.press('Enter');
  await page.locator('main .links a').click();
  await expect(page.locator('main')).toContainText('本名と連絡先を隠しています');
  await expect(page.locator('main')).not.toContainText(email);
  await seen(page, 'staff-protected');
});

test('staff see what a customer ordered, and note what they know @nojs', async ({ page }) => {
  const email = address('noted');
  await signUp(page, email, 'メモ みほん');
  await signOut(page);
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/people');
  await page.locator('input[type=search]').fill(email);
  await page.locator('input[type=search]').press('Enter');
  await page.locator('main .links a').click();
  await expect(page.locator('#orders')).toContainText('取り置きはありません');
  await page.locator('textarea[name=note]').fill('左利き用のはさみを使う\n車いすで来る');
  await press(page, '書きとめる');
  await expect(page.locator('#notes li')).toContainText('左利き用のはさみを使う');
  await seen(page, 'staff-note');
  await press(page, '消す');
  await expect(page.locator('#notes li')).toHaveCount(0);
});
