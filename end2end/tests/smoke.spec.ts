import { expectAccessible } from '../support/axe';
import { exifSegment, hasMetadata } from '../support/exif';
import { isBlue, isRed, lookAt, phonePhoto, STORED, UPRIGHT } from '../support/photo';
import { shot } from '../support/shot';
import { expect, test } from '../support/test';

test('the first page is there, named and accessible', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page).toHaveTitle(/ファブスペース/);
  await expectAccessible(page);
  await shot(page, 'home');
});

test('the first page is there without JavaScript @nojs', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

// The input of the main job is itself made by hand: it must be what a phone would hand over.
test('the test photograph lies on its side and says so', async ({ browser }) => {
  const photo = await phonePhoto(browser);
  expect(photo.length).toBeGreaterThan(2_000_000);
  expect(hasMetadata(photo)).toBe(true);
  const shown = await lookAt(browser, photo);
  expect(shown).toMatchObject(UPRIGHT);
  expect([isRed(shown.top), isBlue(shown.right)]).toEqual([true, true]);
  const bare = Buffer.concat([photo.subarray(0, 2), photo.subarray(2 + exifSegment().length)]);
  expect(hasMetadata(bare)).toBe(false);
  const lying = await lookAt(browser, bare);
  expect(lying).toMatchObject(STORED);
  expect([isRed(lying.top), isBlue(lying.top)]).toEqual([false, true]);
});
