import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { linkMailedTo } from '../support/mail';
import { PEOPLE, giveReason, signIn, signUp } from '../support/people';
import { shot } from '../support/shot';

const tag = () => `${test.info().project.name}-${Date.now().toString(36)}`;

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `booking-${name}`);
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).locator('visible=true').first().click();

/** Another person with a browser of their own. */
async function someone(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(test.info().project.use);
  return { context, page: await context.newPage() };
}

/** The first free day from a week ahead on: date, and its free starts. */
async function freeDay(page: Page, slug: string): Promise<{ date: string; starts: string[] }> {
  for (let ahead = 7; ahead < 21; ahead++) {
    const date = new Date(Date.now() + 9 * 3600e3 + ahead * 86400e3).toISOString().slice(0, 10);
    await page.goto(`/equipment/${slug}?date=${date}`);
    const free = page.locator('.day .free a.blk');
    const starts = await free.evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('start')!),
    );
    if (starts.length) return { date, starts };
  }
  throw new Error(`no free day for ${slug}`);
}

const confirmPath = (slug: string, date: string, start: string, minutes = 30) =>
  `/equipment/${slug}/book?date=${date}&start=${start}&minutes=${minutes}`;

/** The staff grant the induction of a machine. */
async function certify(browser: Browser, email: string, machine: string): Promise<void> {
  const { context, page } = await someone(browser);
  await signIn(page, PEOPLE.staff);
  await page.goto(`/staff/members?q=${encodeURIComponent(email)}`);
  await page.locator('main a[href^="/staff/members/"]').first().click();
  await seen(page, 'staff-member');
  const grant = page.locator('form[action$="/certify"]');
  const option = await grant.locator('option', { hasText: machine }).first().getAttribute('value');
  await grant.locator('select[name=machine]').selectOption(option!);
  await grant.locator('button').click();
  await expect(page.locator('main')).toContainText(machine);
  await context.close();
}

test('a new member with the induction books, moves, cancels, waits, gets the offer and checks in', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const email = `booker-${tag()}@example.jp`;
  await signUp(page, email, '予約 みほん');
  const { date, starts } = await freeDay(page, 'laser-cutter');

  await test.step('without the induction the refusal says what to do', async () => {
    await page.goto(confirmPath('laser-cutter', date, starts[0]));
    await expect(page.locator('#errors')).toContainText('講習');
    await seen(page, 'refused-induction');
    await certify(browser, email, 'レーザーカッター');
  });

  await test.step('books in three taps from the day, the time kept meanwhile', async () => {
    await page.goto(`/equipment/laser-cutter?date=${date}`);
    await page.locator('.day .free a.blk').first().click();
    await seen(page, 'pick');
    await page.locator('button[form="pick-form"]').locator('visible=true').first().click();
    await expect(page.locator('.hold')).toContainText('この時間を取ってあります');
    await page.locator('input[name=children]').fill('3, 5');
    await seen(page, 'confirm');
    await press(page, /確定/);
    await expect(page).toHaveURL(/\/me\/bookings/);
    await expect(page.locator('main')).toContainText('お子さん2人');
    await seen(page, 'mine');
    await linkMailedTo(email, /\/bookings\/[\w-]+\/cancel\?key=\w+/);
  });

  await test.step('moves it', async () => {
    await page.locator('a[href$="/move"]').first().click();
    await seen(page, 'move');
    const other = page.locator('input[name=start]').last();
    const start = await other.inputValue();
    await other.check({ force: true });
    await press(page, 'この時間に変える');
    await expect(page).toHaveURL(/\/me\/bookings/);
    await expect(page.locator('main')).toContainText(`${start.replace(/^0/, '')}–`);
  });

  await test.step('cancels it by the link in the mail, without signing in', async () => {
    const link = await linkMailedTo(email, /\/bookings\/[\w-]+\/cancel\?key=\w+/);
    const { context, page: stranger } = await someone(browser);
    await stranger.goto(link);
    await seen(stranger, 'cancel-by-link');
    await giveReason(stranger);
    await press(stranger, /取り消/);
    await context.close();
    await page.goto('/me/bookings');
    await expect(page.locator('a[href$="/cancel"]')).toHaveCount(0);
  });

  const taken = confirmPath('laser-cutter', date, starts[0], 60);
  const holder = await someone(browser);
  await test.step('waits for a time that another has', async () => {
    await signIn(holder.page, PEOPLE.member);
    await holder.page.goto(taken);
    await press(holder.page, /確定/);
    await expect(holder.page).toHaveURL(/\/me\/bookings/);
    await page.goto(taken);
    await press(page, 'キャンセル待ちをする');
    await expect(page.locator('main')).toContainText('番目に待っています');
    await seen(page, 'waiting');
  });

  await test.step('gets the offer when it frees, and takes it', async () => {
    await holder.page.locator(`a[href$="/cancel"]`).first().click();
    await giveReason(holder.page);
    await press(holder.page, /取り消/);
    await holder.context.close();
    const offer = await linkMailedTo(email, /\/me\/waitlist\/[\w-]+/);
    await page.goto(offer);
    await expect(page.locator('.hold')).toContainText('空きが出ました');
    await seen(page, 'offer');
    await press(page, 'この時間で予約する');
    await expect(page).toHaveURL(/\/me\/bookings/);
    await expect(page.locator('a[href$="/cancel"]')).toHaveCount(1);
  });

});

/** Opens the space day and night, and gives back what undoes it. */
async function openAllDay(page: Page): Promise<() => Promise<void>> {
  const fields = page.locator('form[action="/operator/hours"] input[name^="open-"], form[action="/operator/hours"] input[name^="close-"]');
  const ticks = page.locator('input[name^="closed-"]');
  await page.goto('/operator/hours');
  const before = await fields.evaluateAll((all) => all.map((each) => [(each as HTMLInputElement).name, (each as HTMLInputElement).value]));
  const closed = await ticks.evaluateAll((all) => all.filter((each) => (each as HTMLInputElement).checked).map((each) => (each as HTMLInputElement).name));
  const save = async (times: string[][], shut: string[]): Promise<void> => {
    await page.goto('/operator/hours');
    for (const [name, value] of times) await page.locator(`input[name="${name}"]`).fill(value);
    for (let day = 0; day < 7; day++) {
      await page.locator(`input[name="closed-${day}"]`).setChecked(shut.includes(`closed-${day}`), { force: true });
    }
    await page.locator('form[action="/operator/hours"] button').last().click();
    await expect(page.locator('.toast, [role=status]').first()).toBeVisible();
  };
  const allDay = before.map(([name]) => [name, name.startsWith('open') ? '0:00' : '24:00']);
  await save(allDay, []);
  return () => save(before, closed);
}

test('checks in by the code at the machine, and out', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const operator = await someone(browser);
  await signIn(operator.page, PEOPLE.operator);
  const restore = await openAllDay(operator.page);
  await operator.page.goto('/staff/units/codes');
  await seen(operator.page, 'codes');
  const card = operator.page.locator('.bd-code', { hasText: 'カッティング' }).first();
  const code = new URL((await card.locator('a').getAttribute('href'))!);

  const email = `here-${tag()}@example.jp`;
  await signUp(page, email, '来た みほん');
  // The next quarter hour in Japan: check-in opens fifteen minutes before, so that it is open now.
  const next = new Date(Math.ceil((Date.now() + 5_000) / 900e3) * 900e3 + 9 * 3600e3).toISOString();
  const [date, start] = [next.slice(0, 10), next.slice(11, 16)];
  await page.goto(confirmPath('cutting-plotter', date, start));
  if (await page.locator('#errors').count()) {
    // The demo may have that time, or it crosses midnight: then the page must say so, and nobody is checked in.
    await expect(page.locator('#errors')).toContainText(/うまっています|開いている時間/);
    await page.goto(code.pathname + code.search);
    await expect(page.locator('main')).toContainText('予約がありません');
  } else {
    await press(page, /確定/);
    await page.goto(code.pathname + code.search);
    await seen(page, 'check-in');
    await press(page, 'チェックインする');
    await expect(page.locator('main')).toContainText('チェックインしました');
    await seen(page, 'checked-in');
    await operator.page.goto('/staff/board');
    await expect(operator.page.locator('main')).toContainText('来た みほん');
    await seen(operator.page, 'board');
    await press(page, /使いおわった/);
    await expect(page).toHaveURL(/\/me\/bookings/);
  }
  await restore();
  await operator.context.close();
});

test('books and cancels without a script @nojs', async ({ page }) => {
  test.setTimeout(120_000);
  const email = `plain-${tag()}@example.jp`;
  await signUp(page, email, '手堅い みほん');
  const { date, starts } = await freeDay(page, 'cutting-plotter');
  await page.goto(confirmPath('cutting-plotter', date, starts[0]));
  await expect(page.locator('.hold')).toContainText('まで');
  await press(page, /確定/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  await page.locator('a[href$="/cancel"]').first().click();
  await giveReason(page);
  await press(page, /取り消/);
  await expect(page.locator('a[href$="/cancel"]')).toHaveCount(0);
});

test('the day is usable by keyboard', async ({ page }) => {
  await signIn(page, PEOPLE.member);
  const { date } = await freeDay(page, 'cutting-plotter');
  await page.goto(`/equipment/cutting-plotter?date=${date}`);
  const first = page.locator('.day .free a.blk').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#pick')).toBeVisible();
  await page.locator('#pick input[name=start]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/book\?/);
  await expect(page.locator('.hold')).toBeVisible();
});
