import { PEOPLE, signIn } from '../support/people';
import { expect, test } from '../support/test';

test("cash that is typed before the register's script has come stays", async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  let come = () => {};
  const waiting = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/*.wasm', async (route) => {
    await waiting;
    await route.continue();
  });
  await page.goto('/staff/register?line=1060x1');
  await page.locator('#tendered').fill('10000');
  await expect(page.locator('.chg')).toContainText('–');
  come();
  await expect(page.locator('.chg')).not.toContainText('–');
  await expect(page.locator('#tendered')).toHaveValue('10,000');
});

test('a sale that the network loses stays in the cart and is rung up once', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/register?line=1058x1');
  const cash = page.locator('#tendered');
  const done = page.locator('button[form="pay"]:visible, button.done:visible');
  // Typed by the pad: that the keys answer shows that the script has come.
  await page.getByRole('button', { name: '00', exact: true }).click();
  await page.getByRole('button', { name: 'ちょうど' }).click();
  await expect(page.locator('.chg')).not.toContainText('–');
  const exact = await cash.inputValue();
  let answered = 0;
  await page.route('**/staff/register/ring-up', async (route) => {
    // The first is rung up, and its answer is lost on the way.
    await route.fetch();
    answered += 1;
    await route.abort();
  });
  await done.click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(answered).toBe(1);
  await expect(cash).toHaveValue(exact);
  await page.unroute('**/staff/register/ring-up');
  await done.click();
  await expect(page).toHaveURL(/\/staff\/sales\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('status')).toBeVisible();
});
