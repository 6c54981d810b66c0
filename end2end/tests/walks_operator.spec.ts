/** Walks of the operator: a machine is begun, hours are asked about, the log is searched. */

import type { Page } from '@playwright/test';
import { press, seen, someone } from '../support/booking';
import { dayAhead } from '../support/clock';
import { choose } from '../support/form';
import { PEOPLE, signIn } from '../support/people';
import { expect, tag, test } from '../support/test';

test('a machine begins with its name and rate, and the log says who changed what @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/equipment');
  await page.getByRole('link', { name: '機器を足す' }).click();
  const name = `ろくろ ${tag()}`;
  await page.locator('input[name=name_ja]').fill(name);
  await page.locator('input[name=rate]').fill('多め');
  await press(page, '足して、つづきを書く');
  await expect(page.locator('#errors')).toContainText('1時間の料金: ');
  await expect(page.locator('input[name=name_ja]')).toHaveValue(name);
  await seen(page, 'operator-machine-refused');
  await page.locator('input[name=rate]').fill('300');
  await press(page, '足して、つづきを書く');
  await expect(page).toHaveURL(/\/operator\/equipment\/[a-z0-9-]+$/);
  await expect(page.locator('main')).toContainText('まだ書かれていないもの');
  await seen(page, 'operator-machine-begun');
  const machine = new URL(page.url()).pathname;

  await page.locator('input[name=rate]').fill('450');
  await press(page, '保存する');
  await expect(page.locator('#errors')).toHaveCount(0);

  await page.goto('/operator/audit');
  await seen(page, 'operator-audit');
  await page.locator('select[name=kind]').selectOption('equipment');
  await page.locator('input[name=from]').fill('2026-11-25');
  await press(page, 'しぼりこむ');
  await expect(page).toHaveURL(/kind=equipment/);
  await seen(page, 'operator-audit-filtered');
  const rows = page.locator('main tbody tr', { has: page.locator(`a[href="${machine}"]`) });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('機器の設定を変えた');
  await expect(rows.nth(0)).toContainText('1時間の料金: 300円 → 450円');
  await expect(rows.nth(1)).toContainText('機器を足した');

  // Whoever did it is one tap away; what was done leads to the thing.
  await rows.nth(0).locator('a[href*="who="]').click();
  await expect(page).toHaveURL(/who=/);
  await page.locator(`main tbody a[href="${machine}"]`).first().click();
  await expect(page.locator('input[name=name_ja]')).toHaveValue(name);

  // A day on which nothing was done says so, and leads back.
  await page.goto('/operator/audit?kind=equipment&to=2001-01-01');
  await expect(page.locator('main')).toContainText('あてはまる記録はありません');
  await seen(page, 'operator-audit-nothing');
  await page.getByRole('link', { name: 'すべて見る' }).click();
  await expect(page.locator('main tbody tr').first()).toBeVisible();
});

/** Books a guest on the first machine that is free then and needs no induction. */
async function guestAt(page: Page, guest: string, date: string, start: string): Promise<void> {
  await page.goto(`/staff/bookings/new?date=${date}`);
  const machines = await page
    .locator('select[name=machine] option')
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value).filter(Boolean));
  for (const machine of machines) {
    await page.goto(`/staff/bookings/new?date=${date}&machine=${machine}`);
    await choose(page.locator('input[name=whom][value=guest]'));
    await page.locator('input[name=guest]').fill(guest);
    await page.locator('input[name=start]').fill(start);
    await page.locator('select[name=minutes]').selectOption('30');
    await choose(page.locator('input[name=purpose][value=study]'));
    await press(page, '予約する');
    if (page.url().includes('/staff/board')) return;
  }
  throw new Error(`no machine for a guest at ${start}`);
}

test('hours that leave a booking outside are asked about, with the list @nojs', async ({ page, browser }) => {
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/hours');
  // Thursday, the day after the tests' first.
  const close = page.locator('input[name=close-3]');
  const usual = await close.inputValue();
  const [hour, minute] = usual.split(':').map(Number) as [number, number];
  const before = hour * 60 + minute - 30;
  const earlier = `${Math.floor(before / 60)}:${String(before % 60).padStart(2, '0')}`;
  const guest = `夜の人 ${tag()}`;
  const staff = await someone(browser);
  await signIn(staff.page, PEOPLE.staff);
  await guestAt(staff.page, guest, dayAhead(1), earlier);
  await staff.context.close();

  try {
    await close.fill(earlier);
    await press(page, '保存する');
    const asked = page.locator('main [role=alert]');
    await expect(asked).toContainText('開館時間の外になります');
    await expect(asked).toContainText(guest);
    await expect(close).toHaveValue(earlier);
    await seen(page, 'operator-hours-asked');
    const row = asked.locator('li', { hasText: guest }).locator('a');
    expect(await row.getAttribute('href')).toContain(`/staff/board?date=${dayAhead(1)}`);
    await press(page, '確かめたので保存する');
    await expect(page.locator('main [role=alert]')).toHaveCount(0);
    await page.goto('/operator/audit?kind=rules');
    const entry = page.locator('main tbody tr').first();
    await expect(entry).toContainText('開館時間を変えた');
    await expect(entry).toContainText(`木曜日 閉館: ${usual} → ${earlier}`);
  } finally {
    await page.goto('/operator/hours');
    await close.fill(usual);
    await press(page, '保存する');
  }
  await page.goto('/operator/hours');
  await expect(close).toHaveValue(usual);
});

/** Sets after how many minutes a booking counts as missed; what was set before. */
async function releaseAfter(page: Page, minutes: string): Promise<string> {
  await page.goto('/operator/rules');
  const field = page.locator('input[name=release]');
  const before = await field.inputValue();
  await field.fill(minutes);
  await press(page, '保存する');
  await expect(page.locator('#errors')).toHaveCount(0);
  return before;
}

test('who did not come is said only after the release time, and taken back in time @nojs', async ({ page, browser }) => {
  const operator = await someone(browser);
  await signIn(operator.page, PEOPLE.operator);
  const before = await releaseAfter(operator.page, '60');
  try {
    await signIn(page, PEOPLE.staff);
    await page.goto('/staff/board');
    // Five past ten: the booking of ten o'clock is late, and cannot be missed yet.
    const late = page.locator('[id^="b-"]', { hasText: 'まだ来ていません' }).first();
    const row = `#${await late.getAttribute('id')}`;
    await expect(page.getByRole('button', { name: '来なかった' })).toHaveCount(0);
    await releaseAfter(operator.page, '5');
    await page.goto('/staff/board');
    await page.locator(row).getByRole('button', { name: '来なかった' }).click();
    await expect(page.locator('.toast')).toContainText('来館がなかったことを記録しました');
    await page.locator(row).getByRole('button', { name: '元に戻す' }).click();
    await expect(page.locator('.toast')).toContainText('元に戻しました');
    await expect(page.locator(row)).toContainText('まだ来ていません');
    await seen(page, 'board-undone');
  } finally {
    await releaseAfter(operator.page, before);
    await operator.context.close();
  }
});
