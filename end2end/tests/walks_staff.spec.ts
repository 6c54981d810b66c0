/** Walks of the staff: where pieces or money were lost, once each. */

import type { Page } from '@playwright/test';
import { press, seen } from '../support/booking';
import { PEOPLE, signIn } from '../support/people';
import { expect, test } from '../support/test';

/** A piece that can be sold: those that other tests have sold or keep are passed over. */
async function pieceInStock(page: Page): Promise<string> {
  await page.goto('/shop');
  const hrefs = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  for (const href of hrefs.filter((href) => /^\/shop\/[^/?]*\d+$/.test(href)).reverse()) {
    await page.goto(href);
    if (await page.locator(`a[href$="/reserve"], form[action$="/reserve"]`).count()) return href.match(/\d+$/)![0];
  }
  throw new Error('no piece in stock');
}

test('back after the receipt sells nothing twice @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  const number = await pieceInStock(page);
  await page.goto('/staff/register');
  await page.locator('#scan').fill(number);
  await page.locator('#scan').press('Enter');
  await expect(page.locator('.cart .ln')).toHaveCount(1);
  await press(page, 'ちょうど');
  await expect(page.locator('input#tendered')).not.toHaveValue('');
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
