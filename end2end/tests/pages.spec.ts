import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { PEOPLE, signIn, type Person } from '../support/people';
import { shot } from '../support/shot';
import { expect, test } from '../support/test';

/** Every page that a person can open by its address, by who opens it. */
const PAGES: Record<Person | 'visitor', string[]> = {
  visitor: [
    '/',
    '/equipment',
    '/equipment?use=sew&school=yes&child=yes',
    '/equipment/laser-cutter',
    '/equipment/laser-cutter/month',
    '/shop',
    '/shop?category=wood',
    '/shop?page=3',
    '/shop/1060',
    '/shop/1060/reserve',
    '/signin',
    '/signup',
    '/reset',
    '/guide',
    '/fees',
    '/terms',
    '/law',
    '/privacy',
  ],
  member: ['/me', '/me/bookings', '/me/calendar', '/me/sessions', '/me/tokens', '/me/password', '/me/maker', '/me/orders'],
  maker: ['/me', '/me/products', '/me/products/new', '/me/maker'],
  staff: [
    '/staff/board',
    '/staff/board/print',
    '/staff/bookings/new',
    '/staff/maintenance',
    '/staff/members',
    '/staff/units/codes',
    '/staff/review',
    '/staff/register',
    '/staff/orders',
    '/staff/sales',
  ],
  operator: [
    '/operator',
    '/operator/kpi?fy=2018',
    '/operator/outbox',
    '/operator/audit',
    '/operator/jobs',
    '/operator/booking',
    '/operator/equipment',
    '/operator/equipment/new',
    '/operator/equipment/laser-cutter',
    '/operator/equipment/laser-cutter/units/new',
    '/operator/plans',
    '/operator/plans/new',
    '/operator/hours',
    '/operator/closures',
    '/operator/rules',
  ],
};

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

const nameOf = (who: string, path: string) => `${who}${path.replace(/[^a-z0-9]+/gi, '-')}`;

for (const [who, paths] of Object.entries(PAGES) as [Person | 'visitor', string[]][]) {
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
