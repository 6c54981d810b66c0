import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { nameOf, VISITORS } from '../support/pages';
import { PEOPLE, signIn } from '../support/people';
import { shot } from '../support/shot';
import { expect, test } from '../support/test';

/** Nothing sticks out sideways: a phone must never scroll to the side. */
async function expectNoSideways(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
}

async function look(page: Page, path: string, name: string): Promise<void> {
  const complaints: string[] = [];
  const listen = (text: string) => complaints.push(text);
  // An island that did not come alive only warns.
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && listen(message.text()));
  page.on('pageerror', (error) => listen(error.message));
  const answer = await page.goto(path);
  expect.soft(answer?.status(), path).toBe(200);
  expect.soft(await page.locator('h1').count(), `headings of ${path}`).toBe(1);
  await expectNoSideways(page);
  await expectAccessible(page);
  await shot(page, name);
  expect.soft(complaints, `the browser's complaints about ${path}`).toEqual([]);
  page.removeAllListeners('console');
  page.removeAllListeners('pageerror');
}

for (const { who, paths } of VISITORS) {
  test(`every page of a ${who} is whole and accessible`, async ({ page }) => {
    if (who !== 'visitor') await signIn(page, PEOPLE[who]);
    for (const path of paths) await test.step(path, () => look(page, path, nameOf(who, path)));
  });
}

test('pages in English and in the dark', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'dark' });
  const page = await context.newPage();
  for (const path of ['/', '/shop', '/equipment/laser-cutter', '/shop/1060']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expectAccessible(page);
    await shot(page, nameOf('dark-en', path));
  }
  await context.close();
});

test('a missing page says what to do', async ({ page }) => {
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('見つかりません');
  await expectAccessible(page);
  await shot(page, 'not-found');
});
