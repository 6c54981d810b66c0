/** Every page on the narrowest phone, and with the letters that people set twice as large. */

import type { Page } from '@playwright/test';
import { confirmPath, freeDay, press } from '../support/booking';
import { piecesInStock } from '../support/counter';
import { expectBar, expectFits } from '../support/fit';
import { nameOf, VISITORS, type Who } from '../support/pages';
import { PEOPLE, signIn, signUp } from '../support/people';
import { shot } from '../support/shot';
import { address, expect, site, test as base } from '../support/test';

const SMALL = { width: 320, height: 568 };
const JAPANESE = 'ja-JP';

const SIZES = {
  '320 px': { viewport: SMALL, letters: 16, locale: JAPANESE },
  // Longer words.
  '320 px in English': { viewport: SMALL, letters: 16, locale: 'en-GB' },
  '200 % text': { viewport: { width: 390, height: 844 }, letters: 32, locale: JAPANESE },
  '200 % text at 320 px': { viewport: SMALL, letters: 32, locale: JAPANESE },
};

type Size = keyof typeof SIZES;

/** A page of a browser whose letters have the size that the person set in its preferences. */
const test = base.extend<{ at: (size: Size) => Promise<Page> }>({
  at: async ({ playwright, launchOptions, timezoneId }, use) => {
    const opened: { close: () => Promise<void> }[] = [];
    await use(async (size) => {
      const { viewport, letters, locale } = SIZES[size];
      const args = [...(launchOptions.args ?? []), `--blink-settings=defaultFontSize=${letters}`];
      const browser = await playwright.chromium.launch({ ...launchOptions, args });
      opened.push(browser);
      const page = await browser.newPage({
        baseURL: site().url, locale, timezoneId, viewport, isMobile: true, hasTouch: true, reducedMotion: 'reduce',
      });
      await page.goto('/guide');
      const shown = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      expect(shown, 'the letters that this browser shows').toBe(letters);
      return page;
    });
    for (const browser of opened) await browser.close();
  },
});

/** The part of the site that only these people open: the crawl stays in it. */
const AREA: Record<Who, RegExp> = {
  visitor: /^\/(?!me|staff|operator|signout)/,
  member: /^\/(me|equipment\/[^/]+\/(book|wait|repeat)|orders|bookings)\b/,
  maker: /^\/me\b/,
  staff: /^\/staff\b/,
  operator: /^\/operator\b/,
};
const NOT_A_PAGE = /\.(ics|csv|xlsx|json|svg|png|pdf|js|css)$|^\/(calendar|images|pkg|api)\//;

/** One address stands for all that differ in a number, a name or what is asked for. */
function kind(href: string): string {
  const { pathname } = new URL(href, site().url);
  return pathname.replace(/\/[^/]*\d[^/]*/g, '/*').replace(/^((?:\/operator)?\/equipment)\/(?!new)[^/]+/, '$1/*');
}

/** Every page of the list, and one of each kind that a link leads to from there. */
async function eachPage(page: Page, who: Who, paths: string[], look: (path: string) => Promise<void>): Promise<void> {
  const waiting = [...paths];
  const known = new Set(paths.map(kind));
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const answer = await page.goto(path);
    expect.soft(answer?.status(), path).toBe(200);
    await base.step(path, () => look(path!));
    const links = await page.locator('a[href^="/"]:not([download])').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
    for (const href of links) {
      const { pathname } = new URL(href, site().url);
      if (known.has(kind(href)) || !AREA[who].test(pathname) || NOT_A_PAGE.test(pathname)) continue;
      known.add(kind(href));
      waiting.push(href);
    }
  }
}

const MACHINE = 'cutting-plotter';

/** The address at which a member confirms a time that is free; other pages can be reached only from there. */
async function confirmation(page: Page): Promise<string[]> {
  const { date, starts } = await freeDay(page, MACHINE);
  return [`/equipment/${MACHINE}?date=${date}&start=${starts[0]}`, confirmPath(MACHINE, date, starts[0])];
}

/** Rings up a piece: the register with it, and the page after the sale. */
async function sell(page: Page, piece: string, whole: (what: string) => Promise<void>): Promise<void> {
  await page.goto('/staff/register');
  // The register is alive when its pad answers.
  await expect(async () => {
    await press(page, '7');
    await expect(page.locator('#tendered')).toHaveValue('7', { timeout: 500 });
  }).toPass();
  await page.locator('#scan').fill(piece);
  await page.locator('#scan').press('Enter');
  await expect(page.locator('.rg-bar')).toContainText('1点');
  await whole('register');
  await press(page, 'ちょうど');
  await press(page, '会計する');
  await expect(page).toHaveURL(/\/staff\/sales\//);
  await expectFits(page);
}

for (const size of Object.keys(SIZES) as Size[]) {
  const slug = size.replace(/\W+/g, '-');
  const name = (path: string) => `narrow-${nameOf(slug, path)}`;

  for (const { who, paths } of VISITORS)
    test(`at ${size} every page of a ${who} fits`, async ({ at }) => {
      const page = await at(size);
      if (who !== 'visitor') await signIn(page, PEOPLE[who]);
      const start = who === 'member' ? await confirmation(page) : [];
      await eachPage(page, who, [...paths, ...start], async (path) => {
        await expectFits(page);
        await shot(page, name(`/${who}${path}`));
      });
    });

  // The walk presses buttons by their Japanese names.
  if (SIZES[size].locale !== JAPANESE) continue;
  test(`at ${size} each bar shows what it is about and its button`, async ({ at }) => {
    const page = await at(size);
    const whole = async (what: string) => {
      await expectFits(page);
      await expectBar(page);
      await shot(page, name(`/bar/${what}`));
    };
    const [piece, other] = await piecesInStock(page, 2);
    await page.goto(`/shop/${piece}`);
    await whole('piece');
    await page.goto(`/shop/${piece}/reserve`);
    await whole('reserve');
    await page.locator('input[name=name]').fill('細い みほん');
    await page.locator('input[name=email]').fill(address(`buyer-${slug}`));
    await press(page, '取り置きを申し込む');
    await expect(page).toHaveURL(/\/orders\//);
    await expectFits(page);
    await shot(page, name('/order'));
    await page.locator('main a[href*="/cancel"]').click();
    await expectFits(page);
    await signUp(page, address(`narrow-${slug}`), '細い みほん');
    const [day, confirm] = await confirmation(page);
    await page.goto(day);
    await whole('day');
    await page.goto(confirm);
    await whole('confirm');
    await press(page, /確定/);
    await expect(page).toHaveURL(/\/me\/bookings/);
    await page.locator('main .card h3 a').first().click();
    await expect(page).toHaveURL(/\/me\/bookings\/[\w-]+$/);
    await expectFits(page);
    await page.goto(`${page.url()}/move`);
    await page.locator('#choose .chips:not(.wide) a.chip:not([aria-current])').first().click();
    await expect(page.locator('.bar button')).toBeVisible();
    await whole('move');
    await page.context().clearCookies();
    await signIn(page, PEOPLE.maker);
    await page.goto('/me/products/new');
    await whole('listing');
    await page.context().clearCookies();
    await signIn(page, PEOPLE.staff);
    await sell(page, other, whole);
    await shot(page, name('/sale'));
  });
}
