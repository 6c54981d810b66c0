import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { hasMetadata } from '../support/exif';
import { choose } from '../support/form';
import { PEOPLE, giveReason, signIn, signUp } from '../support/people';
import { download, isBlue, isRed, lookAt, phonePhotoFile } from '../support/photo';
import { shot } from '../support/shot';
import { address, expect, tag, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shot(page, `job-${name}`);
}

/** The page's main button: fixed at the bottom on phones, beside the content on wide screens. */
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).locator('visible=true').first().click();

/** Books the first free time of a machine that needs no induction, and cancels it. */
async function bookAndCancel(page: Page): Promise<void> {
  await page.goto('/equipment');
  await page.locator('a[href^="/equipment/cutting-plotter"]').first().click();
  await page.locator('.week a').nth(0).waitFor();
  const days = await page.locator('.week a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  for (const day of days) {
    await page.goto(day);
    if (await page.locator('.day .free a.blk').count()) break;
  }
  await seen(page, 'machine-day');
  await page.locator('.day .free a.blk').last().click();
  await seen(page, 'machine-pick');
  await page.locator('.bar a[href*="/book?"]').click();
  await expect(page).toHaveURL(/\/book/);
  await choose(page.locator('input[name=purpose][value=community_business]'));
  await seen(page, 'booking-confirm');
  await press(page, /確定/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  await seen(page, 'my-bookings');
  await page.locator('a[href$="/cancel"]').first().click();
  await giveReason(page);
  await press(page, /取り消/);
  await expect(page).toHaveURL(/\/me\/bookings/);
  await expect(page.locator('a[href$="/cancel"]')).toHaveCount(0);
}

/** Becomes a maker, lists a piece with a phone's photograph, hands it to the staff. */
async function listPiece(page: Page, browser: Browser, title: string): Promise<void> {
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill('つくし工房');
  await page.locator('textarea[name=story]').fill('学校の時間に、木の小物を作っています。');
  await page.locator('main form button').last().click();
  await page.goto('/me/products/new');
  // Bad input first: everything is named, nothing is lost.
  await page.locator('input[name=title]').fill(title);
  await page.locator('input[name=price]').fill('0');
  await page.locator('input[name=photo]').setInputFiles(await phonePhotoFile(browser));
  await page.locator('select[name=category]').selectOption({ label: '木もの' });
  await page.locator('main form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await press(page, '確認に出す');
  await expect(page.locator('input[name=title]')).toHaveValue(title);
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
  await seen(page, 'listing-refused');
  await page.locator('input[name=price]').fill('3800');
  await press(page, '確認に出す');
  await expect(page).toHaveURL(/\/me\/products$/);
  await seen(page, 'my-products');
}

/** The staff look at it and approve it; it is in the shop, upright and without metadata. */
async function approve(page: Page, browser: Browser, title: string): Promise<string> {
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/review');
  await page.getByRole('link', { name: title }).first().click();
  await seen(page, 'review');
  await press(page, 'お店に並べる');
  await page.goto('/shop');
  const tile = page.getByRole('link', { name: title });
  await expect(tile).toBeVisible();
  await tile.click();
  await expect(page).toHaveURL(/\/shop\/.+-\d+/);
  await seen(page, 'product');
  const source = await page.locator('main img').first().evaluate((img: HTMLImageElement) => img.currentSrc);
  const picture = await download(page, source);
  expect(hasMetadata(picture)).toBe(false);
  const shown = await lookAt(browser, picture);
  expect(shown.height).toBeGreaterThan(shown.width);
  expect([isRed(shown.top), isBlue(shown.right)]).toEqual([true, true]);
  return new URL(page.url()).pathname;
}

/** A customer reserves it for pick-up, without an account. */
async function reserve(page: Page, product: string, buyer: string, email: string): Promise<void> {
  await page.goto(product);
  await page.locator(`a[href*="/reserve"]`).locator('visible=true').first().click();
  await page.locator('input[name=name]').fill(buyer);
  await page.locator('input[name=email]').fill(email);
  await seen(page, 'reserve');
  await page.locator('main form button, .bar button').locator('visible=true').last().click();
  await expect(page).toHaveURL(/\/orders\//);
  await seen(page, 'order');
}

/** Staff ring up the reserved piece, and the receipt says so. */
async function ringUp(page: Page, title: string, buyer: string): Promise<void> {
  await page.goto('/staff/orders');
  // Posted, so that no name stands in an address.
  await page.locator('input[type=search]').fill(buyer);
  await page.locator('input[type=search]').press('Enter');
  await expect(page.locator('a[href*="/staff/register"][href*="order"]')).toHaveCount(1);
  await seen(page, 'open-orders');
  await page.locator('a[href*="/staff/register"][href*="order"]').first().click();
  await expect(page.getByText(title).first()).toBeAttached();
  await page.locator('input#tendered').fill('4000');
  await seen(page, 'register');
  await press(page, /会計/);
  await expect(page).toHaveURL(/\/staff\/sales\//);
  const receipt = page.locator('article.receipt');
  await expect(receipt).toContainText('3,800');
  await expect(receipt).toContainText('345');
  await expect(receipt).toContainText(/T\d{13}/);
  await expect(page.locator('main')).toContainText('200');
  await seen(page, 'receipt');
}

async function report(page: Page): Promise<void> {
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/kpi?fy=2018');
  const main = page.locator('main');
  for (const figure of ['10', '20', '30', '60']) await expect(main).toContainText(figure);
  await seen(page, 'kpi');
  const csv = await page.request.get('/operator/kpi.csv?fy=2018');
  expect(csv.headers()['content-type']).toContain('text/csv');
  expect(await csv.text()).toContain('30');
  const excel = await page.request.get('/operator/kpi.xlsx?fy=2018');
  expect((await excel.body()).subarray(0, 2).toString()).toBe('PK');
}

test('main_job @nojs', async ({ page, browser }) => {
  const email = address('walk');
  const title = `木の小箱 ${tag()}`;
  const buyer = `買物 ${tag()}`;
  await test.step('a maker signs up and books', async () => {
    await signUp(page, email, '歩き みほん');
    await bookAndCancel(page);
  });
  await test.step('a maker lists a piece', () => listPiece(page, browser, title));
  await page.context().clearCookies();
  const product = await test.step('staff approve it', () => approve(page, browser, title));
  await page.context().clearCookies();
  await test.step('a customer reserves it', () => reserve(page, product, buyer, address('buyer')));
  await test.step('staff ring it up', async () => {
    await signIn(page, PEOPLE.staff);
    await ringUp(page, title, buyer);
    await page.goto(product);
    await expect(page.locator('main')).toContainText('旅立ちました');
  });
  await page.context().clearCookies();
  await test.step('the operator reports', () => report(page));
});
