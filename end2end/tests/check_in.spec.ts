import { confirmPath, press, seen, someone } from '../support/booking';
import { START } from '../support/clock';
import { PEOPLE, signIn, signUp } from '../support/people';
import { address, expect, test } from '../support/test';

/** Ten minutes from now: check-in opens fifteen minutes before a booking begins. */
const [DATE, SOON] = [START.slice(0, 10), '10:15'];

// A server that has only just begun: the test needs the minute of the day, which goes on while others run.
test.use({ clock: START });

test('checks in by the code at the machine, and out', async ({ page, browser }) => {
  const staff = await someone(browser);
  await signIn(staff.page, PEOPLE.staff);
  await staff.page.goto('/staff/units/codes');
  await seen(staff.page, 'codes');
  const card = staff.page.locator('.bd-code', { hasText: 'カッティング' }).first();
  const code = new URL((await card.locator('a').getAttribute('href'))!);

  await signUp(page, address('here'), '来た みほん');
  await page.goto(code.pathname + code.search);
  await expect(page.locator('main')).toContainText('予約がありません');
  await page.goto(confirmPath('cutting-plotter', DATE, SOON));
  await press(page, /確定/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  await page.goto(code.pathname + code.search);
  await seen(page, 'check-in');
  await press(page, 'チェックインする');
  await expect(page.locator('main')).toContainText('チェックインしました');
  await seen(page, 'checked-in');
  await staff.page.goto('/staff/board');
  await expect(staff.page.locator('main')).toContainText('来た みほん');
  await seen(staff.page, 'board');
  await press(page, /使いおわった/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  await staff.context.close();
});
