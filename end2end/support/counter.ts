/** What the tests of the counter share: pieces to sell, and keys as a scanner and as fingers press them. */

import type { CDPSession, Page } from '@playwright/test';

/** Numbers of so many pieces that can be sold: those that other tests have sold or keep are passed over. */
export async function piecesInStock(page: Page, count: number): Promise<string[]> {
  const found: string[] = [];
  await page.goto('/shop');
  const hrefs = await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  const pieces = [...new Set(hrefs.filter((href) => /^\/shop\/[^/?]*\d+$/.test(href)))];
  for (const href of pieces.reverse()) {
    if (found.length === count) break;
    await page.goto(href);
    const isCounted = !(await page.locator('main').innerText()).includes('受注制作');
    if (isCounted && (await page.locator(`a[href$="/reserve"], form[action$="/reserve"]`).count())) found.push(href.match(/\d+$/)![0]);
  }
  if (found.length < count) throw new Error(`only ${found.length} pieces in stock`);
  return found;
}

/** Time as the keys carry it, in seconds from a moment of no meaning: only its differences are measured. */
let clock = 4_000_000_000;
const sessions = new WeakMap<Page, CDPSession>();

async function keys(page: Page, text: string, pauseMs: number): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  clock += 1;
  for (const key of [...text, 'Enter']) {
    const typed = key === 'Enter' ? '\r' : key;
    const virtual = key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0);
    const code = key === 'Enter' ? 'Enter' : /\d/.test(key) ? `Digit${key}` : '';
    const event = { key, code, windowsVirtualKeyCode: virtual, timestamp: clock };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: typed, ...event });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    clock += pauseMs / 1000;
  }
}

/** A code as a scanner types it: eight milliseconds a key, then Enter. */
export const scan = (page: Page, code: string): Promise<void> => keys(page, code, 8);

/** The same keys as fingers press them. */
export const typeByHand = (page: Page, text: string): Promise<void> => keys(page, text, 130);
