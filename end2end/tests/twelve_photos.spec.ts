/** As many photos as a listing may have, straight from the phone. */

import { expectAccessible } from '../support/axe';
import { signUp } from '../support/people';
import { phonePhotoFiles } from '../support/photo';
import { shot } from '../support/shot';
import { address, expect, tag, test } from '../support/test';

test('twelve photos straight from the phone, chosen at once', async ({ page, browser }) => {
  const files = await phonePhotoFiles(browser, 12);
  await signUp(page, address('twelve'), '撮る みほん');
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill(`たくさん工房${tag()}`);
  await page.locator('main form button').last().click();
  await page.goto('/me/products/new');
  await page.locator('input[name=photo]').setInputFiles(files);
  const [sent, there] = [page.locator('.sent'), page.locator('.photos > li')];
  await expect(sent.locator('progress').first()).toBeVisible();
  await shot(page, 'listing-twelve-photos-sending');
  // What is written meanwhile stays.
  await page.locator('input[name=title]').fill('十二枚の箱');
  // Each has its own time: a busy machine needs some seconds for each.
  for (let n = 1; n <= 12; n++) await expect.poll(() => there.count()).toBeGreaterThanOrEqual(n);
  await expect(there).toHaveCount(12);
  await expect(sent).toHaveCount(0);
  await expect(page.locator('input[name=title]')).toHaveValue('十二枚の箱');
  await expect(page.locator('input[name=photo]')).toHaveCount(0);
  await page.reload();
  await expect(there).toHaveCount(12);
  const pictures = await there.locator('img').evaluateAll((all) => new Set(all.map((img) => img.getAttribute('src'))).size);
  expect(pictures).toBe(12);
  await expectAccessible(page);
  await shot(page, 'listing-twelve-photos');
});
