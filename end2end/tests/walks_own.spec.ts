/** Walks of a maker with bookings: moving, the booking's own page, a weekly repeat as one thing. */

import type { Locator, Page } from '@playwright/test';
import { confirmPath, freeDay, press, seen, someone } from '../support/booking';
import { dayAhead } from '../support/clock';
import { giveReason, signUp } from '../support/people';
import { address, expect, test } from '../support/test';

const MACHINE = 'cutting-plotter';

/** Books the first free time from a week ahead on; the booking's own page. */
async function book(page: Page, fill: () => Promise<void> = async () => {}): Promise<string> {
  const { date, starts } = await freeDay(page, MACHINE);
  await page.goto(confirmPath(MACHINE, date, starts[0]));
  await fill();
  await press(page, /確定/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  await page.locator('main .card h3 a').first().click();
  await expect(page).toHaveURL(/\/me\/bookings\/[\w-]+$/);
  return page.url();
}

test('moving shows before and after, and a date alone moves nothing @nojs', async ({ page }) => {
  await signUp(page, address('mover'), '動かす みほん');
  const own = await book(page);
  const before = await page.locator('.ticket .when').innerText();
  await page.goto(`${own}/move`);
  const bar = page.locator('.bar');
  await expect(bar).toContainText('新しい時間を選んでください');
  await expect(bar.locator('button')).toHaveCount(0);

  await test.step('another day offers its times, and still nothing is chosen', async () => {
    const other = page.locator('ol.week li a:not([aria-current])').filter({ has: page.locator('svg.dots') }).first();
    await other.click();
    await expect(page).toHaveURL(/date=/);
    await expect(bar.locator('button')).toHaveCount(0);
  });

  await test.step('a closed day says so', async () => {
    const shown = page.url();
    for (let ahead = 0; ahead < 14; ahead++) {
      await page.goto(`${own}/move?date=${dayAhead(ahead)}`);
      if (await page.locator('#choose .empty').count()) break;
    }
    await expect(page.locator('#choose .empty')).toBeVisible();
    await seen(page, 'move-closed');
    await page.goto(shown);
  });

  await test.step('a longer time costs more, and the bar says how much', async () => {
    const shown = page.url();
    await page.locator('#choose .chips.wide a.chip:not([aria-current])').last().click();
    await expect(page).not.toHaveURL(shown);
    await page.locator('#choose .chips:not(.wide) a.chip').first().click();
    await expect(bar.locator('s')).toHaveText(before);
    await expect(bar).toContainText(/（\+[\d,]+円）/);
    await seen(page, 'move-dearer');
    const after = await bar.locator('p.b').innerText();
    await press(page, 'この時間に変える');
    await expect(page).toHaveURL(/\/me\/bookings/);
    await page.goto(own);
    await expect(page.locator('.ticket .when')).toHaveText(after);
  });
});

test('a booking has its page: children, note, calendar, the same again @nojs', async ({ page }) => {
  await signUp(page, address('owner'), '自分 みほん');
  const own = await book(page, () => page.locator('textarea[name=note]').fill('型紙を持っていきます'));
  await expect(page.locator('textarea[name=note]')).toHaveValue('型紙を持っていきます');
  await expect(page.locator('a[href*="maps"]')).toBeVisible();
  await seen(page, 'own');

  await test.step('a sibling comes along too; what cannot be read is kept and said', async () => {
    await page.locator('input[name=children]').fill('さんさい');
    await press(page, '保存');
    await expect(page.locator('#errors')).toBeVisible();
    await expect(page.locator('input[name=children]')).toHaveValue('さんさい');
    await page.locator('input[name=children]').fill('３、5');
    await press(page, '保存');
    await expect(page).toHaveURL(own);
    await expect(page.locator('input[name=children]')).toHaveValue('3, 5');
  });

  await test.step('the calendar takes it', async () => {
    const file = await page.request.get(`${own}/calendar.ics`);
    expect(await file.text()).toContain('BEGIN:VALARM');
  });

  await test.step('the home page shows it', async () => {
    await page.goto('/');
    await expect(page.locator(`a[href="${new URL(own).pathname}"]`)).toBeVisible();
    await seen(page, 'home-next');
  });

  await test.step('the same again asks for the day and the time alone', async () => {
    await page.goto(own);
    await page.locator('a[href*="again="]').click();
    await page.locator('.day .free a.blk').first().click();
    await page.locator('.bar a').click();
    await expect(page.locator('textarea[name=note]')).toHaveValue('型紙を持っていきます');
    await expect(page.locator('input[name=children]')).toHaveValue('3, 5');
    expect(page.url()).not.toContain('note=');
  });
});

test('two choices made at once both count', async ({ page }) => {
  await signUp(page, address('quick'), '早い みほん');
  const own = await book(page);
  await page.goto(`${own}/move`);
  const longer = page.locator('#choose .chips.wide a.chip:not([aria-current])').first();
  const starts = page.locator('#choose .chips:not(.wide) a.chip');
  const minutes = new URL(await longer.evaluate((a: HTMLAnchorElement) => a.href)).searchParams.get('minutes')!;
  await page.goto(`${own}/move?minutes=${minutes}`);
  const fitting = (await starts.last().innerText()).match(/\d+:\d\d/)![0];
  await page.goto(`${own}/move`);
  // The first answer waits until the second choice is made.
  let go = () => {};
  const second = new Promise<void>((made) => (go = made));
  await page.route(`**/move?*minutes=${minutes}*`, async (route) => {
    if (!route.request().url().includes('start=')) await second;
    await route.continue().catch(() => {});
  });
  await longer.click();
  await starts.filter({ hasText: fitting }).click();
  await expect(page).toHaveURL(/start=/);
  go();
  expect(new URL(page.url()).searchParams.get('minutes')).toBe(minutes);
  await expect(page.locator('#choose .chips.wide [aria-current]')).toHaveAttribute('href', new RegExp(`minutes=${minutes}`));
  await expect(page.locator('#choose .chips:not(.wide) [aria-current]')).toContainText(fitting);
  await expect(page.locator('.bar button')).toBeVisible();
});

test('a weekly repeat is one thing: details kept, this and the following cancelled @nojs', async ({ page }) => {
  await signUp(page, address('weekly'), '毎週 みほん');
  const { date, starts } = await freeDay(page, MACHINE);
  await page.goto(confirmPath(MACHINE, date, starts[0]));
  await page.locator('textarea[name=note]').fill('毎週の名札');
  await press(page, /毎週/);
  await expect(page.locator('textarea[name=note]')).toHaveValue('毎週の名札');
  await seen(page, 'weekly-check');
  await press(page, /回を予約する/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  const series = page.locator('details', { hasText: /毎週.曜 .*残り\d+回/ });
  await expect(series).toHaveCount(1);
  await expect(page.locator('main li.card')).toHaveCount(1);
  await series.locator('summary').click();
  await seen(page, 'weekly-mine');
  const links = await series.locator('a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  expect(links.length).toBeGreaterThan(1);

  await test.step('all of them move, each week shown first', async () => {
    await page.goto(`${links[0]}/move`);
    const all = page.locator('.chip', { hasText: /すべて/ });
    await all.click();
    await expect(all).toHaveAttribute('aria-current', 'true');
    await page.locator('#choose .chips:not(.wide) a.chip').last().click();
    await expect(page.locator('#choose ul.links li')).toHaveCount(links.length);
    await seen(page, 'weekly-move');
  });

  await test.step('the second and what follows are cancelled together', async () => {
    await page.goto(`${links[1]}/cancel`);
    await page.locator('label', { hasText: /この回から後/ }).click();
    await seen(page, 'weekly-cancel');
    await giveReason(page);
    await press(page, /取り消/);
    await expect(page).toHaveURL(/\/me\/bookings/);
    await expect(page.locator('main li.card')).toHaveCount(1);
    await expect(series).toHaveCount(0);
  });
});

test('the bar of a reservation says the chosen number and its price', async ({ page }) => {
  await page.goto('/shop');
  const hrefs = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  for (const href of new Set(hrefs.filter((href) => /^\/shop\/[^/?]*\d+$/.test(href)))) {
    await page.goto(`/shop/${href.match(/\d+$/)![0]}/reserve`);
    if (await page.locator('select[name=quantity]').count()) break;
  }
  const [bar, quantity] = [page.locator('.bar'), page.locator('select[name=quantity]')];
  await page.locator('input[name=name]').fill('買い手 みほん');
  const two = await quantity.locator('option').nth(1).innerText();
  const price = two.match(/[\d,]+円/)![0];
  await quantity.selectOption('2');
  await expect(bar).toContainText('2点');
  await expect(bar).toContainText(price);
  await expect(page.locator('input[name=name]')).toHaveValue('買い手 みほん');
});

test('every taken time offers to tell when it frees, also any time of that day @nojs', async ({ page, browser }) => {
  const { context, page: other } = await someone(browser);
  await signUp(other, address('first'), '先の みほん');
  const { date, starts } = await freeDay(other, MACHINE);
  await other.goto(confirmPath(MACHINE, date, starts[0]));
  await press(other, /確定/);
  await expect(other).toHaveURL(/\/me\/bookings/);
  await context.close();

  await signUp(page, address('waiter'), '待つ みほん');
  await page.goto(`/equipment/${MACHINE}?date=${date}`);
  await page.locator('.day .taken a', { hasText: '空いたら知らせる' }).first().click();
  await expect(page.locator('input[name=span]').first()).toBeChecked();
  await page.locator('input[name=children]').fill('なし');
  await press(page, '空いたら知らせてもらう');
  // A mistake loses nothing.
  await expect(page.locator('#errors')).toBeVisible();
  await expect(page.locator('input[name=children]')).toHaveValue('なし');
  await page.locator('input[name=children]').fill('3');
  await seen(page, 'wait-form');
  await press(page, '空いたら知らせてもらう');
  await expect(page.locator('main')).toContainText('番目に待っています');
});

test('the day first: what is free, and the way back to the same list @nojs', async ({ page }) => {
  await page.goto('/equipment?child=yes');
  await page.locator('section[aria-labelledby=by-day] ol.week a').last().click();
  await expect(page).toHaveURL(/date=.*child=yes/);
  await page.getByRole('link', { name: '午前', exact: true }).click();
  const list = page.url();
  await expect(page.locator('#free-h')).toContainText('空いています');
  await seen(page, 'by-day');
  // No machine where children may not stay.
  await expect(page.locator('.free-list')).not.toContainText('レーザーカッター');
  const start = page.locator('.free-list .chip').first();
  const time = await start.innerText();
  await start.click();
  await expect(page.locator('.bar')).toContainText(time);
  const arrow = page.locator('header a[href^="/equipment?"]').first();
  await expect(arrow).toHaveAttribute('href', /date=.*&from=.*&child=yes/);
  // A wide screen has the browser's own.
  await (test.info().project.name === 'desktop' ? page.goBack() : arrow.click());
  expect(new URL(page.url()).search).toBe(new URL(list).search);
});

test('from the home page to a booked time in four taps @nojs', async ({ page }) => {
  await signUp(page, address('taps'), '早い みほん');
  await page.goto('/');
  let taps = 0;
  const tap = async (where: Locator): Promise<void> => {
    taps += 1;
    await where.click();
  };
  // The first group needs no induction; each card names its next free time.
  await tap(page.locator('section[aria-labelledby=free] .nxs').first().locator('a').first());
  await tap(page.locator('.bar a[href*="/book?"]'));
  await tap(page.getByRole('button', { name: /確定/ }).locator('visible=true').first());
  await expect(page).toHaveURL(/\/me\/bookings/);
  await expect(page.locator('main li.card')).toHaveCount(1);
  expect(taps).toBeLessThanOrEqual(4);
});
