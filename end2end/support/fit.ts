/** Whether a page fits its screen: nothing sticks out sideways, nothing fixed takes the screen away. */

import type { Page } from '@playwright/test';
import { expect } from './test';

/** Of the height, what a fixed bar may cover. */
const BAR_SHARE = 0.4;

/** What sticks out at either side, by name; what scrolls inside a frame of its own may. */
const outside = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const framed = (at: Element | null): boolean =>
      !!at && at !== document.body && (getComputedStyle(at).overflowX !== 'visible' || framed(at.parentElement));
    const name = (at: Element) => `${at.tagName.toLowerCase()}.${at.getAttribute('class') ?? ''}`;
    const found: string[] = [];
    const over = document.documentElement.scrollWidth - width;
    if (over > 0) found.push(`the page: ${over} px`);
    const look = (box: DOMRect, at: Element, what: string) => {
      const drawn = box.width > 1 && box.height > 1 && box.bottom + scrollY > 0;
      if (drawn && (box.right > width + 0.5 || box.left < -0.5) && !framed(at))
        found.push(`${name(at)} ${what} ${Math.round(box.left)}–${Math.round(box.right)}`);
    };
    for (const at of document.body.querySelectorAll('*:not(svg *)'))
      if (at.checkVisibility({ visibilityProperty: true })) look(at.getBoundingClientRect(), at, '');
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const [text, parent] = [texts.currentNode, texts.currentNode.parentElement!];
      if (!text.textContent!.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      look(range.getBoundingClientRect(), parent, `「${text.textContent!.trim().slice(0, 20)}」`);
    }
    return found;
  });

/** What is fixed to the screen's lower edge and how much of the height it covers, from 0 to 1. */
const fixed = (page: Page): Promise<{ name: string; share: number }[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((at) => getComputedStyle(at).position === 'fixed' && at.checkVisibility())
      .map((at) => ({ name: at.className, box: at.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.bottom >= innerHeight - 1)
      .map(({ name, box }) => ({ name: String(name), share: box.height / innerHeight })),
  );

/** The page lies within the screen's width, and bars leave most of its height. */
export async function expectFits(page: Page): Promise<void> {
  expect.soft(await outside(page), `past the screen's sides on ${page.url()}`).toEqual([]);
  for (const { name, share } of await fixed(page))
    expect.soft(share, `of the height under .${name} on ${page.url()}`).toBeLessThanOrEqual(BAR_SHARE);
}

/** The bar is there; its words and its button are on the screen and do not lie on each other. */
export async function expectBar(page: Page): Promise<void> {
  const bar = page.locator('.bar');
  await bar.scrollIntoViewIfNeeded();
  const words = bar.locator('p').filter({ visible: true });
  const button = bar.locator('a, button').filter({ visible: true });
  await expect(button).toBeInViewport({ ratio: 1 });
  const press = (await button.boundingBox())!;
  for (const line of await words.all()) {
    await expect(line).toBeInViewport({ ratio: 1 });
    // The letters, not their block: a price must not reach under the button.
    const box = await line.evaluate((at) => {
      const range = document.createRange();
      range.selectNodeContents(at);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, top, bottom };
    });
    const apart =
      box.right <= press.x || box.left >= press.x + press.width || box.bottom <= press.y || box.top >= press.y + press.height;
    expect.soft(apart, `${await line.innerText()} beside its button on ${page.url()}`).toBe(true);
  }
}
