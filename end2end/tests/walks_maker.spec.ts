/** Walks of a maker who books: where real people lost their way, once each. */

import { dayWithRoom, seen } from '../support/booking';
import { dayAhead } from '../support/clock';
import { linkMailedTo } from '../support/mail';
import { SECRET, signUp } from '../support/people';
import { address, expect, test } from '../support/test';

test('the time chosen before signing up is there after the mail @nojs', async ({ page }) => {
  const email = address('newcomer');
  await dayWithRoom(page, 'cutting-plotter');
  await page.locator('.day .free a.blk').first().click();
  const chosen = (await page.locator('.bar p.b').innerText()).split('）').at(-1)!;
  await page.locator('.bar a').click();
  await expect(page.locator('.ticket')).toContainText(chosen);
  await seen(page, 'chosen-sign-in');
  await page.locator('a[href^="/signup?next="]').click();
  await expect(page.locator('.ticket')).toContainText(chosen);
  await page.locator('input[name=display_name]').fill('はじめて みほん');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill('short');
  await page.locator('main form').evaluate((form: HTMLFormElement) => (form.noValidate = true)).catch(() => {});
  await page.locator('main form button').last().click();
  // A mistake on the way loses nothing.
  await expect(page.locator('.ticket')).toContainText(chosen);
  await page.locator('input[name=password]').fill(SECRET);
  await page.locator('main form button').last().click();
  await expect(page).toHaveURL(/\/signup\/sent/);
  await expect(page.locator('.ticket')).toContainText(chosen);
  await seen(page, 'chosen-sent');
  await page.goto(await linkMailedTo(email, /\/confirm\/[\w-]+\?next=\S+/));
  await expect(page.locator('.ticket')).toContainText(chosen);
  await seen(page, 'chosen-confirm');
  await page.locator('input[name=password]').fill('not this one');
  await page.locator('main form button').click();
  await expect(page.locator('#errors')).toContainText('登録のときに決めたパスワード');
  await expect(page.locator('.ticket')).toContainText(chosen);
  await page.locator('input[name=password]').fill(SECRET);
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/equipment\/cutting-plotter\/book/);
  await expect(page.locator('.hold')).toBeVisible();
  await expect(page.locator('.ticket')).toContainText(chosen);
  await page.getByRole('button', { name: /確定/ }).locator('visible=true').first().click();
  await expect(page).toHaveURL(/\/me\/bookings/);
});

test('the bar says the chosen span and its price; what does not fit cannot be chosen @nojs', async ({ page }) => {
  await signUp(page, address('chooser'), '選ぶ みほん');
  await dayWithRoom(page, 'cutting-plotter');
  await page.locator('.day .free a.blk.h-5, .day .free a.blk.h-4').first().click();
  const [starts, lengths] = [page.locator('#pick .chips').first(), page.locator('#pick .chips').last()];
  const bar = page.locator('.bar');
  const link = () => bar.locator('a').getAttribute('href');

  await test.step('each length says its price, and the bar says the one that is chosen', async () => {
    const other = lengths.locator('a:not([aria-current])').first();
    const price = (await other.innerText()).match(/[\d,]+円|無料/)![0];
    const before = await link();
    await other.click();
    await expect(bar).toContainText(price);
    expect(await link()).not.toBe(before);
    await seen(page, 'picked');
  });

  await test.step('starts are a quarter of an hour apart', async () => {
    const [first, second] = await starts.locator('a').allInnerTexts();
    const minute = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    expect(minute(second) - minute(first)).toBe(15);
  });

  await test.step('late starts leave the long ones out', async () => {
    await starts.locator('a').last().click();
    await expect(starts.locator('a').last()).toHaveAttribute('aria-current', 'true');
    await expect(lengths.locator('.off').first()).toBeVisible();
    await seen(page, 'picked-late');
  });

  await bar.locator('a').click();
  await expect(page.locator('.hold')).toBeVisible();
});

test('the list leads to the time that it shows, and with a child only where it may stay @nojs', async ({ page }) => {
  await page.goto('/equipment?school=yes');
  const card = page.locator('.eqc').filter({ has: page.locator('.nw:not(.none)') }).first();
  const when = await card.locator('.nw').innerText();
  await card.locator('h2 a').click();
  await expect(page.locator('.bar')).toContainText(`${when.split(' ').at(-1)!}–`);
  await expect(page.locator('#pick')).toBeVisible();

  await page.goto('/equipment');
  const all = await page.locator('.eqc').count();
  await page.goto('/equipment?child=yes');
  expect(await page.locator('.eqc').count()).toBeLessThan(all);
  await expect(page.locator('.eqc', { hasText: 'レーザーカッター' })).toHaveCount(0);
  await expect(page.locator('.eqc', { hasText: 'キッズコーナー' })).toHaveCount(1);
});

test('a newcomer is led to what needs no induction, and told where one is missing @nojs', async ({ page }) => {
  await page.goto('/');
  await seen(page, 'home-newcomer');
  const first = page.locator('.nxs').first().locator('a').first();
  const name = await first.locator('.nt').innerText();
  await first.click();
  await expect(page.locator('h1')).toHaveText(name);
  await expect(page.locator('main')).not.toContainText('先に講習を受けて');
  await expect(page.locator('main')).not.toContainText('予約の前に講習が必要です');
  await signUp(page, address('uninducted'), '未受講 みほん');
  await page.goto('/equipment/laser-cutter');
  await expect(page.locator('main')).toContainText('先に講習を受けてください');
  await expect(page.locator('main a[href^="tel:"]')).toBeVisible();
  await seen(page, 'induction-missing');
});

test('days beyond the horizon cannot be booked yet, and say from when @nojs', async ({ page }) => {
  await page.goto(`/equipment/cutting-plotter?date=${dayAhead(100)}`);
  await expect(page.locator('.week')).toContainText('受付前');
  await expect(page.locator('main')).toContainText('から受け付けます');
  await expect(page.locator('.day .free')).toHaveCount(0);
  await seen(page, 'too-far');
});
