import { certify, confirmPath, freeDay, press, seen, someone } from '../support/booking';
import { linkMailedTo } from '../support/mail';
import { giveReason, signUp } from '../support/people';
import { address, expect, test } from '../support/test';

test('a new member with the induction books, moves, cancels, waits and gets the offer', async ({
  page,
  browser,
}) => {
  const email = address('booker');
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
    await page.locator('.bar a[href*="/book?"]').click();
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
    // Nothing is chosen beforehand.
    await expect(page.locator('.bar button')).toHaveCount(0);
    const other = page.locator('#choose a.chip').last();
    const start = (await other.innerText()).match(/\d+:\d\d/)![0];
    await other.click();
    await expect(page.locator('.bar')).toContainText(start);
    await seen(page, 'move-chosen');
    await press(page, 'この時間に変える');
    await expect(page).toHaveURL(/\/me\/bookings/);
    await expect(page.locator('main')).toContainText(`${start}–`);
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
  const holderEmail = address('holder');
  await test.step('waits for a time that another has', async () => {
    await signUp(holder.page, holderEmail, '先約 みほん');
    await certify(browser, holderEmail, 'レーザーカッター');
    await holder.page.goto(taken);
    await press(holder.page, /確定/);
    await expect(holder.page).toHaveURL(/\/me\/bookings/);
    await page.goto(taken);
    await page.getByRole('link', { name: 'キャンセル待ちをする' }).click();
    await page.locator('input[name=children]').fill('4');
    await seen(page, 'wait');
    await press(page, '空いたら知らせてもらう');
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
    await expect(page.locator('main')).toContainText('お子さん1人');
  });
});

test('books and cancels without a script @nojs', async ({ page }) => {
  await signUp(page, address('plain'), '手堅い みほん');
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
  await signUp(page, address('keys'), '鍵盤 みほん');
  const { date } = await freeDay(page, 'cutting-plotter');
  await page.goto(`/equipment/cutting-plotter?date=${date}`);
  const first = page.locator('.day .free a.blk').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#pick')).toBeVisible();
  const second = page.locator('#pick .chips').first().locator('a').nth(1);
  const start = await second.innerText();
  await second.focus();
  await page.keyboard.press('Enter');
  await expect(second).toHaveAttribute('aria-current', 'true');
  await expect(second).toBeFocused();
  await expect(page.locator('.bar')).toContainText(`${start}–`);
  await page.locator('.bar a').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/book\?/);
  await expect(page.locator('.hold')).toBeVisible();
});
