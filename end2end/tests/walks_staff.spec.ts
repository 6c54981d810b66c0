/** Walks of the staff: where pieces or money were lost, once each. */

import { press, seen } from '../support/booking';
import { PEOPLE, signIn } from '../support/people';
import { expect, test } from '../support/test';

test('back after the receipt sells nothing twice @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  await page.goto('/shop');
  const pieces = page.locator('main a[href^="/shop/"]').filter({ hasNotText: '旅立ちました' });
  const number = (await pieces.first().getAttribute('href'))!.match(/\d+/)![0];
  await page.goto('/staff/register');
  await page.locator('#scan').fill(number);
  await page.locator('#scan').press('Enter');
  await expect(page.locator('.cart .ln')).toHaveCount(1);
  await page.locator('input#tendered').fill('100000');
  await press(page, /会計/);
  await expect(page).toHaveURL(/\/staff\/sales\//);
  const receipt = page.url();

  await page.goBack();
  await expect(page).toHaveURL(/\/staff\/register/);
  await expect(page.locator('.cart .ln')).toHaveCount(0);
  if (test.info().project.use.javaScriptEnabled === false) {
    await expect(page.locator('main')).toContainText('この会計はすんでいます');
  }
  await seen(page, 'register-after-back');
  await page.goto('/staff/sales');
  const path = new URL(receipt).pathname;
  await expect(page.locator(`a[href="${path}"]`).first()).toBeAttached();
});
