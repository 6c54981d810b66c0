/** A space from nothing: an empty folder, one address, and a phone. No demo, and no terminal after the start. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { dayWithRoom, press, seen } from '../support/booking';
import { START } from '../support/clock';
import { choose } from '../support/form';
import { phonePhotoFile } from '../support/photo';
import { SECRET, signIn } from '../support/people';
import { Server } from '../support/server';
import { expect, test } from '../support/test';

const OPERATOR = 'osawa@example.jp';

type Space = { server: Server; data: string; key: string };

/** A server on an empty folder, and the address that it printed. */
async function emptySpace(): Promise<Space> {
  const data = mkdtempSync(join(process.env.E2E_WORK!, 'first-'));
  const name = `first-${test.info().project.name}-${test.info().testId}`;
  const log = join(__dirname, '..', 'artefacts', `server-${name}.log`);
  rmSync(log, { force: true });
  const server = await Server.start({ data, clock: START }, name);
  const printed = () => readFileSync(log, 'utf8').match(/\/first\?key=[\w-]+/)?.[0] ?? '';
  await expect.poll(printed).not.toBe('');
  return { server, data, key: printed() };
}

let open: { space: Space; contexts: BrowserContext[] } | undefined;
test.afterEach(async () => {
  for (const context of open?.contexts ?? []) await context.close();
  await open?.space.server.end();
  if (open) rmSync(open.space.data, { recursive: true, force: true });
  open = undefined;
});

/** Somebody with a phone, on the new space. */
async function somebody(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: open!.space.server.url });
  open!.contexts.push(context);
  return context.newPage();
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) await field(page, name).fill(value);
};
/** The button of the strip that leads to the next step. */
const next = (page: Page) => page.locator('nav.setup a.btn').last().click();
const save = async (page: Page) => {
  await press(page, '保存');
  await expect(page.locator('.toast')).toBeVisible();
};

/** The address that was printed makes the first operator, who is signed in and sees what there is to do. */
async function becomeOperator(page: Page, key: string): Promise<void> {
  await page.goto(key);
  await seen(page, 'first-operator');
  await fill(page, { display_name: '大沢 正樹', email: 'osawa', password: 'short' });
  await page.locator('main form button').click();
  await expect(page.locator('main')).toContainText('メールアドレス');
  await expect(field(page, 'display_name')).toHaveValue('大沢 正樹');
  await fill(page, { email: OPERATOR, password: SECRET });
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/operator\/setup$/);
  await seen(page, 'first-checklist');
}

/** Name and contact, colour; what the law wants. */
async function fillTheSpace(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/site\/space$/);
  await fill(page, {
    space_name_ja: 'みらい工房',
    space_name_en: 'Mirai Workshop',
    address_ja: '〒181-0000 東京都三鷹市みらい1-2-3',
    access_ja: '駅から歩いて3分',
    phone: '0422-00-1111',
    email: 'info@example.jp',
  });
  await save(page);
  await seen(page, 'first-space');
  await next(page);
  await expect(page).toHaveURL(/\/site\/look$/);
  await choose(page.locator('input[name=colour][value=other]'));
  await fill(page, { colour_other: '#e0a24a' });
  await press(page, '保存');
  await expect(page.locator('main')).toContainText('文字が読みにくい色です');
  await seen(page, 'first-colour-refused');
  await press(page, /^#\w+を使う$/);
  await expect(page.locator('.toast')).toBeVisible();
  await seen(page, 'first-look');
  await next(page);
}

/** From the checklist's last steps to the open site. */
async function fillTheLawAndOpen(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/site\/receipt$/);
  await fill(page, { issuer_name: '株式会社みらい', invoice_number: '4011001098993' });
  await save(page);
  await seen(page, 'first-receipt');
  await next(page);
  await fill(page, { responsible_person: '大沢 正樹' });
  await save(page);
  await seen(page, 'first-law');
  await next(page);
  await expect(page).toHaveURL(/\/kpi\/plan$/);
}

async function testMailAndOpen(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/site\/mail$/);
  await press(page, 'テストメールを送る');
  await expect(page.locator('.toast')).toBeVisible();
  await seen(page, 'first-mail');
  await next(page);
  await expect(page).toHaveURL(/\/operator\/setup$/);
  await expect(page.locator('main')).toContainText('必要なものがそろいました');
  await seen(page, 'first-ready');
  await press(page, 'サイトを公開する');
  await expect(page.locator('main')).toContainText('だれでもサイトを見られます');
}

/** The operator is also the first maker: a piece listed, approved, in the shop. */
async function listAPiece(page: Page, browser: Browser, title: string, category: string): Promise<void> {
  await page.goto('/me/maker');
  await fill(page, { trade_name: 'みらいの手', story: '木の小物を作っています。' });
  await page.locator('main form button').last().click();
  await expect(page.locator('.toast')).toBeVisible();
  await page.goto('/me/products/new');
  await fill(page, { title, price: '1800', description: 'ヒノキです。' });
  await field(page, 'category').selectOption({ label: category });
  await field(page, 'photo').setInputFiles(await phonePhotoFile(browser));
  await press(page, '確認に出す');
  await expect(page).toHaveURL(/\/me\/products$/);
  await page.goto('/staff/review');
  await page.getByRole('link', { name: title }).first().click();
  await press(page, 'お店に並べる');
  await expect(page).toHaveURL(/\/staff\/review$/);
}

/** What a stranger finds: the name, the law, a machine with free times, the piece. */
async function visit(browser: Browser, machine: string, slug: string, title: string): Promise<void> {
  const visitor = await somebody(browser);
  await visitor.goto('/');
  await expect(visitor).toHaveTitle('みらい工房');
  await expect(visitor.locator('main')).toContainText(machine);
  await seen(visitor, 'first-public-home');
  await visitor.goto('/law');
  await expect(visitor.locator('main')).toContainText('株式会社みらい');
  await expect(visitor.locator('main')).not.toContainText('まだ登録されていません');
  await visitor.goto('/equipment');
  await expect(visitor.getByRole('link', { name: machine }).first()).toBeVisible();
  await dayWithRoom(visitor, slug);
  await expect(visitor.locator('h1')).toContainText(machine);
  await seen(visitor, 'first-public-machine');
  await visitor.goto('/shop');
  await visitor.getByRole('link', { name: title }).first().click();
  await expect(visitor.locator('h1')).toContainText(title);
  await seen(visitor, 'first-public-piece');
}

/** The machine is really booked: by the operator, who is a member as well. */
async function book(page: Page, slug: string): Promise<void> {
  await dayWithRoom(page, slug);
  await page.locator('.day .free a.blk').first().click();
  await page.locator('.bar a').click();
  await press(page, /確定/);
  await expect(page).toHaveURL(/\/me\/bookings/);
}

test('from an empty folder by the template to the open site @nojs', async ({ browser }) => {
  open = { space: await emptySpace(), contexts: [] };
  const [page, stranger] = [await somebody(browser), await somebody(browser)];
  await test.step('the first operator', () => becomeOperator(page, open!.space.key));
  await test.step('the address works once, and strangers wait', async () => {
    expect((await stranger.goto(open!.space.key))?.status()).toBe(404);
    expect((await stranger.goto('/'))?.status()).toBe(503);
    await expect(stranger.locator('h1')).toContainText('準備中');
    await seen(stranger, 'first-not-open');
  });
  await test.step('a template', async () => {
    await page.getByRole('link', { name: /ひな形/ }).first().click();
    await seen(page, 'first-template');
    await press(page, 'このひな形で始める');
  });
  await test.step('the space and its colour', () => fillTheSpace(page));
  await test.step('left, and taken up again', async () => {
    await page.context().clearCookies();
    await signIn(page, OPERATOR, SECRET);
    await page.goto('/operator/setup');
    await expect(page.locator('.setup-steps li').nth(1)).toContainText('済み');
    await page.getByRole('link', { name: '開館時間' }).first().click();
    await seen(page, 'first-hours');
  });
  await test.step('machines from the template, one of them changed', async () => {
    await next(page);
    await expect(page).toHaveURL(/\/operator\/closures$/);
    await seen(page, 'first-closures');
    await next(page);
    await expect(page).toHaveURL(/\/operator\/equipment$/);
    await seen(page, 'first-machines');
    await page.getByRole('link', { name: '工業用ミシン' }).first().click();
    await fill(page, { rate: '200' });
    await save(page);
    await next(page);
    await expect(page).toHaveURL(/\/operator\/plans$/);
    await seen(page, 'first-plans');
    await next(page);
    await expect(page.locator('main')).toContainText('布もの');
    await seen(page, 'first-categories');
    await next(page);
  });
  await test.step('tax and the law', () => fillTheLawAndOpen(page));
  await test.step('the plan', async () => {
    await expect(field(page, 'goal_ja')).toHaveValue(/目標2/);
    await seen(page, 'first-plan');
    await next(page);
  });
  await test.step('a test mail, and open', () => testMailAndOpen(page));
  await test.step('a piece', () => listAPiece(page, browser, 'ヒノキのさじ', '木もの'));
  await test.step('a stranger finds all of it', () => visit(browser, '工業用ミシン', 'sewing', 'ヒノキのさじ'));
  await test.step('and the machine can be booked', () => book(page, 'sewing'));
  await test.step('the report has the plan', async () => {
    await page.goto('/operator/kpi?fy=2018');
    await expect(page.locator('main')).toContainText('目標 30人');
    await seen(page, 'first-report');
  });
});

test('from an empty folder with nothing to the open site', async ({ browser }) => {
  open = { space: await emptySpace(), contexts: [] };
  const page = await somebody(browser);
  await becomeOperator(page, open.space.key);
  await page.goto('/operator/setup/template');
  await choose(page.locator('input[name=template][value=empty]'));
  await press(page, 'このひな形で始める');
  await fillTheSpace(page);
  await test.step('hours', async () => {
    await expect(page).toHaveURL(/\/operator\/hours$/);
    for (let day = 0; day < 7; day++) {
      await field(page, `closed-${day}`).uncheck();
      await fill(page, { [`open-${day}`]: '10:00', [`close-${day}`]: '18:00' });
    }
    await save(page);
    await next(page);
    await expect(page).toHaveURL(/\/operator\/closures$/);
    await next(page);
  });
  await test.step('a machine with its unit', async () => {
    await seen(page, 'empty-machines');
    await page.goto('/operator/equipment/new');
    await fill(page, { name_ja: '織機', name_en: 'Loom', rate: '300' });
    await page.locator('main form button').last().click();
    await expect(page).toHaveURL(/\/operator\/equipment\/loom/);
    await page.goto('/operator/equipment/loom/units/new');
    await fill(page, { unit_ja: '1号機', unit_en: 'No. 1' });
    await page.locator('main form button').last().click();
    await expect(page.locator('main')).toContainText('1号機');
    await next(page);
    await expect(page).toHaveURL(/\/operator\/plans$/);
    await next(page);
  });
  await test.step('a category', async () => {
    await seen(page, 'empty-categories');
    await fill(page, { name_ja: '織りもの', name_en: 'Weaving' });
    await press(page, '分類を足す');
    await expect(page.locator('main')).toContainText('織りもの');
    await next(page);
  });
  await fillTheLawAndOpen(page);
  await test.step('a plan of its own', async () => {
    await fill(page, { goal_ja: '目標　織る人の数', 'year-0': '2026', 'target-0': '5' });
    await save(page);
    await next(page);
  });
  await testMailAndOpen(page);
  await listAPiece(page, browser, '織りのふきん', '織りもの');
  await visit(browser, '織機', 'loom', '織りのふきん');
  await book(page, 'loom');
  await page.goto('/operator/kpi?fy=2026');
  await expect(page.locator('main')).toContainText('目標　織る人の数');
  await expect(page.locator('main')).toContainText('5人');
  await seen(page, 'empty-report');
});
