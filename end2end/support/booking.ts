/** What the tests of booking share. */

import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { dayAhead } from './clock';
import { PEOPLE, signIn } from './people';
import { shot } from './shot';
import { expect } from './test';

/** The page is whole: nothing sticks out sideways, axe finds nothing; and it is photographed. */
export async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `booking-${name}`);
}

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).locator('visible=true').first().click();

/** Another person with a browser of their own. */
export async function someone(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  return { context, page: await context.newPage() };
}

/** The first free day from a week ahead on: date, and its free starts. */
export async function freeDay(page: Page, slug: string): Promise<{ date: string; starts: string[] }> {
  for (let ahead = 7; ahead < 21; ahead++) {
    const date = dayAhead(ahead);
    await page.goto(`/equipment/${slug}?date=${date}`);
    const free = page.locator('.day .free a.blk');
    const starts = await free.evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('start')!),
    );
    if (starts.length) return { date, starts };
  }
  throw new Error(`no free day for ${slug}`);
}

/** Opens the first day from a week ahead on with free time. */
export async function dayWithRoom(page: Page, slug: string): Promise<string> {
  const { date } = await freeDay(page, slug);
  await page.goto(`/equipment/${slug}?date=${date}`);
  return date;
}

export const confirmPath = (slug: string, date: string, start: string, minutes = 30): string =>
  `/equipment/${slug}/book?date=${date}&start=${start}&minutes=${minutes}`;

/** The staff grant the induction of a machine. */
export async function certify(browser: Browser, email: string, machine: string): Promise<void> {
  const { context, page } = await someone(browser);
  await signIn(page, PEOPLE.staff);
  await page.goto(`/staff/people?q=${encodeURIComponent(email)}`);
  await page.locator('main a[href^="/staff/people/"]').first().click();
  await seen(page, 'staff-member');
  const grant = page.locator('form[action$="/certify"]');
  const option = await grant.locator('option', { hasText: machine }).first().getAttribute('value');
  await grant.locator('select[name=machine]').selectOption(option!);
  await grant.locator('button').click();
  await expect(page.locator('main')).toContainText(machine);
  await context.close();
}
