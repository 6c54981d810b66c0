/** Walks of a maker who sells and of a customer who buys: where real people lost their way, once each. */

import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { press, someone } from '../support/booking';
import { linkMailedTo } from '../support/mail';
import { PEOPLE, signIn, signUp } from '../support/people';
import { phonePhotoFile, phonePhotoFiles } from '../support/photo';
import { shot } from '../support/shot';
import { address, expect, tag, test } from '../support/test';

async function seen(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `width past the screen on ${page.url()}`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await shot(page, `shop-${name}`);
}

/** A new maker, on the form of their first listing. */
async function becomeMaker(page: Page): Promise<void> {
  await signUp(page, address('maker'), '売る みほん');
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill(`つくし工房 ${tag()}`);
  await press(page, '作り手になる');
  await expect(page).toHaveURL(/\/me\/products\/new$/);
}

async function fill(page: Page, title: string, price: string): Promise<void> {
  await page.locator('input[name=title]').fill(title);
  await page.locator('textarea[name=description]').fill('ヒノキの、手のひらにのる箱です。');
  await page.locator('select[name=category]').selectOption({ label: '木もの' });
  await page.locator('input[name=price]').fill(price);
}

/** The staff decide on the piece with that title. */
async function decide(browser: Browser, title: string, button: string, look?: (page: Page) => Promise<void>): Promise<void> {
  const { context, page } = await someone(browser);
  await signIn(page, PEOPLE.staff);
  await page.goto('/staff/review');
  await page.getByRole('link', { name: title }).first().click();
  await look?.(page);
  await press(page, button);
  await expect(page).toHaveURL(/\/staff\/review$/);
  await context.close();
}

/** A piece of a new maker in the shop; its address there. */
async function published(page: Page, browser: Browser, title: string): Promise<string> {
  await becomeMaker(page);
  await fill(page, title, '2800');
  await page.locator('input[name=photo]').setInputFiles(await phonePhotoFile(browser));
  await press(page, '確認に出す');
  await expect(page).toHaveURL(/\/me\/products$/);
  await decide(browser, title, 'お店に並べる');
  await page.goto('/me/products');
  return (await page.getByRole('link', { name: title }).first().getAttribute('href'))!;
}

/** A file of that many megabytes. */
function heavyFile(megabytes: number): string {
  const folder = join(test.info().outputDir, 'photos');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'IMG_9999.jpg');
  const file = openSync(path, 'w');
  ftruncateSync(file, megabytes * 1024 * 1024);
  closeSync(file);
  return path;
}

test('a new maker is led to the first listing, and chooses what it is @nojs', async ({ page }) => {
  await signUp(page, address('newmaker'), 'はじめ みほん');
  await page.goto('/me/maker');
  await page.locator('main form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await press(page, '作り手になる');
  await expect(page.locator('#errors')).toContainText('屋号を入力してください');
  await seen(page, 'maker-nameless');
  await page.locator('input[name=trade_name]').fill(`はじめ工房 ${tag()}`);
  await press(page, '作り手になる');
  await expect(page).toHaveURL(/\/me\/products\/new$/);
  await expect(page.locator('.toast')).toContainText('最初の作品を出しましょう');
  await expect(page.locator('select[name=category]')).toHaveValue('');
  const machines = page.locator('select[name=equipment] option');
  await expect(machines.filter({ hasText: 'レーザーカッター' })).toHaveCount(1);
  await expect(machines.filter({ hasText: 'キッズコーナー' })).toHaveCount(0);
  await seen(page, 'first-listing');
  const title = `書きかけの箱 ${tag()}`;
  await page.locator('input[name=title]').fill(title);
  await press(page, '下書きに保存する');
  await expect(page).toHaveURL(/\/me\/products$/);
  await expect(page.locator('.ln', { hasText: title })).toContainText('値段は未記入');
  await seen(page, 'draft-without-price');
  await page.getByRole('link', { name: '編集' }).first().click();
  await press(page, '下書きに保存する');
  await page.locator('.ln', { hasText: title }).getByRole('button', { name: '確認に出す' }).click();
  await expect(page.locator('#errors')).toContainText('種類を選んでください');
});

test('a photo that is too large costs nothing that was typed @nojs', async ({ page, javaScriptEnabled }) => {
  await becomeMaker(page);
  const title = `重い箱 ${tag()}`;
  await fill(page, title, '3,200円');
  await expect(page.locator('main .err:visible'), 'nothing is wrong yet').toHaveCount(0);
  await page.locator('input[name=photo]').setInputFiles(heavyFile(31));
  await press(page, '確認に出す');
  await expect(page.locator('main .err:visible').first()).toContainText('写真は20MBまでです');
  await expect(page.locator('input[name=title]')).toHaveValue(title);
  await expect(page.locator('input[name=price]')).toHaveValue('3,200円');
  await expect(page.locator('select[name=category]')).not.toHaveValue('');
  // Where a script runs, the file is not even sent.
  if (javaScriptEnabled !== false) await expect(page.locator('#errors')).toHaveCount(0);
  else await expect(page.locator('main')).toContainText('写真は保存できませんでした');
  await seen(page, 'photo-too-large');
});

test('a photo whose sending fails is sent again, and nothing that was typed is lost', async ({ page, browser }) => {
  await becomeMaker(page);
  const title = `見える箱 ${tag()}`;
  await page.route('**/me/products/new', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.locator('input[name=photo]').setInputFiles(await phonePhotoFile(browser));
  await fill(page, title, '2800');
  const row = page.locator('.sent');
  await expect(row.locator('canvas')).toBeVisible();
  await expect(row.locator('[data-say=failed]')).toBeVisible();
  await seen(page, 'photo-failed');
  await press(page, '確認に出す');
  await expect(row.getByRole('button', { name: 'もう一度送る' })).toBeFocused();
  await press(page, 'もう一度送る');
  await expect(row.locator('[data-say=failed]')).toBeVisible();
  await page.unroute('**/me/products/new');
  // It is sent by itself too, as soon as there is a connection.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.locator('.photos > li')).toHaveCount(1);
  await expect(row).toHaveCount(0);
  await expect(page).toHaveURL(/\/edit$/);
  // What is no photo is refused in its row, in the server's words.
  const broken = { name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') };
  await page.locator('input[name=photo]').setInputFiles(broken);
  await expect(row.locator('[data-say=refused]')).toContainText('読めません');
  await press(page, 'やめる');
  await expect(row).toHaveCount(0);
  await expect(page.locator('.photos > li')).toHaveCount(1);
  await expect(page.locator('input[name=title]')).toHaveValue(title);
  await press(page, '確認に出す');
  await expect(page).toHaveURL(/\/me\/products$/);
  await expect(page.locator('.toast')).toContainText('受け付けました');
  await expect(page.locator('.ln', { hasText: title })).toBeVisible();
});

/** Adds a photo to the form, and waits until it stands there. */
async function addPhoto(page: Page, file: string, hasScript: boolean): Promise<void> {
  const there = page.locator('.photos > li');
  const before = await there.count();
  await page.locator('input[name=photo]').setInputFiles(file);
  if (!hasScript) await press(page, 'この写真を足す');
  await expect(there).toHaveCount(before + 1);
}

test('several photos with captions, materials and tags, from the phone to the shop @nojs', async ({ page, browser, javaScriptEnabled }) => {
  const hasScript = javaScriptEnabled !== false;
  await becomeMaker(page);
  const title = `三枚の箱 ${tag()}`;
  const files = await phonePhotoFiles(browser, 3);
  await test.step('photos are added, captioned, put in order and taken away', async () => {
    await page.locator('input[name=title]').fill(title);
    for (const file of files) await addPhoto(page, file, hasScript);
    await expect(page.locator('input[name=title]')).toHaveValue(title);
    await page.getByLabel('1枚目のひとこと').fill('ふたを開けたところ');
    await page.getByRole('button', { name: '1枚目を後ろへ' }).click();
    await expect(page.getByLabel('2枚目のひとこと')).toHaveValue('ふたを開けたところ');
    await page.getByRole('button', { name: '3枚目を消す' }).click();
    await expect(page.locator('.photos > li')).toHaveCount(2);
    await page.getByRole('button', { name: /表紙にする.*2枚目/ }).click();
    await expect(page.getByLabel('1枚目のひとこと')).toHaveValue('ふたを開けたところ');
    await seen(page, 'photos');
  });
  await test.step('details and tags', async () => {
    await fill(page, title, '2800');
    await page.locator('input[name=materials]').fill('ヒノキ、蜜ろう');
    await page.locator('input[name=weight]').fill('かるい');
    await page.locator('label.chip', { hasText: '地域資源' }).click();
    await press(page, '確認に出す');
    await expect(page.locator('#errors')).toContainText('グラムを数字で');
    await expect(page.locator('input[name=weight]')).toHaveValue('かるい');
    await expect(page.locator('.photos > li')).toHaveCount(2);
    await seen(page, 'details-wrong');
    await page.locator('input[name=weight]').fill('１，２００ｇ');
    await press(page, '確認に出す');
    await expect(page).toHaveURL(/\/me\/products$/);
  });
  await decide(browser, title, 'お店に並べる', async (staff) => {
    await expect(staff.locator('main')).toContainText('ヒノキ、蜜ろう');
    await seen(staff, 'review-details');
  });
  await page.goto('/me/products');
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.locator('.spec')).toContainText('1,200 g');
  await expect(page.locator('.gal .shots img')).toHaveCount(2);
  await expect(page.locator('.gal .shots li').first()).toContainText('ふたを開けたところ');
  await expect(page.getByRole('link', { name: '地域資源' })).toBeVisible();
  await seen(page, 'piece-with-details');
});

test('a live listing: numbers change at once, words after a look, and its end says so @nojs', async ({ page, browser }) => {
  const title = `みほん箱 ${tag()}`;
  const piece = await published(page, browser, title);
  const visitor = await someone(browser);
  const shows = async (words: string | RegExp) => {
    await visitor.page.goto(piece);
    await expect(visitor.page.locator('main')).toContainText(words);
  };

  await test.step("one's own piece offers to edit it, not to reserve it", async () => {
    await page.goto(piece);
    await expect(page.locator('main a[href$="/reserve"]')).toHaveCount(0);
    await seen(page, 'own-piece');
    await page.getByRole('link', { name: '編集' }).locator('visible=true').first().click();
    await seen(page, 'live-form');
  });

  await test.step('the price is new at once, the name waits', async () => {
    await page.locator('input[name=price]').fill('２９５０');
    await page.locator('input[name=title]').fill(`${title} 改`);
    await press(page, '保存する');
    await expect(page).toHaveURL(/\/me\/products$/);
    await expect(page.locator('.ln', { hasText: title })).toContainText('変更を確認中');
    await seen(page, 'change-waits');
    await shows('2,950円');
    await expect(visitor.page.locator('h1')).toHaveText(title);
  });

  await test.step('the staff see old and new', async () => {
    await decide(browser, `${title} 改`, '変更をお店に出す', async (staff) => {
      await expect(staff.locator('.was-now del').first()).toHaveText(title);
      await expect(staff.locator('.was-now ins').first()).toHaveText(`${title} 改`);
      await seen(staff, 'review-change');
    });
    await shows(`${title} 改`);
  });

  await test.step('paused and put back', async () => {
    const edit = (await page.locator('.ln', { hasText: title }).getByRole('link', { name: '編集' }).getAttribute('href'))!;
    await page.goto(edit);
    await press(page, '販売を一時停止する');
    await shows('いまは販売していません');
    await seen(visitor.page, 'paused');
    await page.goto(edit);
    await press(page, '販売を再開する');
    await shows('2,950円');
    await page.goto(edit);
    await page.getByRole('link', { name: '販売を終える' }).click();
    await press(page, '販売を終える');
    await expect(page).toHaveURL(/\/me\/products$/);
    await shows('販売を終えました');
    await seen(visitor.page, 'ended');
  });
  await visitor.context.close();
});

test('the whole photo is seen and enlarged; back leads to category, page and place @nojs', async ({ page, browser }) => {
  const title = `たて長の箱 ${tag()}`;
  const piece = await published(page, browser, title);
  const visitor = await someone(browser);
  const shop = visitor.page;
  await shop.goto(piece);
  const photo = shop.locator('.gal .shots img').first();
  await expect.poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalHeight > img.naturalWidth)).toBe(true);
  // On a wide screen it stands in a wide box, whole.
  await expect(photo).toHaveCSS('object-fit', 'contain');
  await seen(shop, 'portrait');
  await shop.locator('button.zoom').first().click();
  const large = shop.locator('.large').first();
  await expect(large).toBeVisible();
  await shot(shop, 'shop-enlarged');
  await large.locator('label').click();
  await expect.poll(() => large.locator('img').evaluate((img) => img.getBoundingClientRect().height)).toBe(1280);
  await large.getByRole('button', { name: '閉じる' }).click();
  await expect(large).toBeHidden();
  await visitor.context.close();

  await page.goto('/shop?page=2');
  const tile = page.locator('.item').nth(13);
  const name = await tile.locator('h3').innerText();
  const id = await tile.getAttribute('id');
  await tile.locator('h3 a').click();
  await expect(page.locator('h1')).toHaveText(name);
  const back = page.locator('header a[aria-label=戻る]');
  await expect(back).toHaveAttribute('href', `/shop?page=2#${id}`);
  if (await back.isVisible()) {
    await back.click();
    await expect(page).toHaveURL(new RegExp(`page=2#${id}$`));
    await expect(page.locator(`#${id}`)).toBeInViewport();
  }
  await expect(page.locator('header a[href*="q="], header [role=search]')).toHaveCount(0);
});

test('a telephone number from any keyboard is taken, and a cancelled reservation is mailed @nojs', async ({ page, browser }) => {
  const piece = await published(page, browser, `電話の箱 ${tag()}`);
  const buyer = await someone(browser);
  const email = address('caller');
  await buyer.page.goto(`${piece}?page=2`);
  await buyer.page.locator('main a[href*="/reserve"]').locator('visible=true').first().click();
  // The list from which it was opened is kept.
  await expect(buyer.page.locator('header a[aria-label=戻る]')).toHaveAttribute('href', /^\/shop\/.*\d\?page=2$/);
  await buyer.page.locator('input[name=name]').fill('電話 みほん');
  await buyer.page.locator('input[name=email]').fill(email);
  await buyer.page.locator('input[name=phone]').fill('０９０ー１２３４ー５６７８');
  await buyer.page.locator('main form button, .bar button').locator('visible=true').last().click();
  await expect(buyer.page).toHaveURL(/\/orders\//);
  await expect(buyer.page.locator('main')).toContainText('090-1234-5678');
  await buyer.page.locator('a[href*="/cancel"]').click();
  await buyer.page.locator('main form button').first().click();
  await expect(buyer.page.locator('.toast')).toBeVisible();
  await linkMailedTo(email, /お支払いはいりません/);
  await buyer.context.close();
});

test('the operator keeps the tags, and what a category says about care @nojs', async ({ page, browser }) => {
  const name = `みほんのタグ ${tag()}`;
  await signIn(page, PEOPLE.operator);
  await page.goto('/operator/shop');
  await seen(page, 'operator-shop');
  await page.getByRole('link', { name: /^タグ/ }).click();
  await page.locator('input[name=name_ja]').fill(name);
  await press(page, 'タグを足す');
  await expect(page.locator('tr', { hasText: name })).toBeVisible();
  await seen(page, 'operator-tags');
  await page.getByRole('link', { name }).click();
  await seen(page, 'operator-tag');
  await press(page, 'このタグを終了する');
  await expect(page.locator('tr', { hasText: name })).toContainText('終了');
  await page.goto('/operator/shop');
  await page.getByRole('link', { name: '紙もの' }).click();
  const words = `水にぬらさないでください ${tag()}`;
  await page.locator('textarea[name=care_ja]').fill(words);
  await press(page, '保存');
  await expect(page).toHaveURL(/\/operator\/shop$/);
  const visitor = await someone(browser);
  await visitor.page.goto('/shop?category=paper');
  await visitor.page.locator('main li.item a').first().click();
  await expect(visitor.page.locator('.spec')).toContainText(words);
});
