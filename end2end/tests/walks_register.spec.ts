/** Walks at the register: scans, the cart, cash and papers. */

import type { Page } from '@playwright/test';
import { press, seen, someone } from '../support/booking';
import { piecesInStock, scan, typeByHand } from '../support/counter';
import { choose } from '../support/form';
import { PEOPLE, signIn } from '../support/people';
import { address, expect, test } from '../support/test';

const hasScript = (): boolean => test.info().project.use.javaScriptEnabled !== false;
const pieces = (page: Page) => page.locator('.rg-bar .price, .tot small, .tot .tiny').first();
const cash = (page: Page) => page.locator('#tendered');

/** The register with its script at work: the pad answers. */
async function openRegister(page: Page, path = '/staff/register'): Promise<void> {
  await page.goto(path);
  if (!hasScript()) return;
  await expect(async () => {
    await press(page, '7');
    await expect(cash(page)).toHaveValue('7', { timeout: 500 });
  }).toPass();
  await press(page, 'クリア');
  await expect(cash(page)).toHaveValue('');
}

/** Types a code into the field, which is what a scanner does too where no script listens. */
async function enter(page: Page, code: string): Promise<void> {
  await page.locator('#scan').fill(code);
  await page.locator('#scan').press('Enter');
}

/** Unfolds the lines, on phones. */
async function unfold(page: Page): Promise<void> {
  const fold = page.locator('.cart-fold');
  const isFolded = (await fold.getAttribute('open')) === null && (await fold.locator('summary').isVisible());
  if (isFolded) await fold.locator('summary').click();
}

const expectPieces = async (page: Page, n: number): Promise<void> =>
  expect(pieces(page)).toContainText(new RegExp(`(^|\\D)${n}点`));

test.describe('the scanner', () => {
  test('is heard from every control, and types into none', async ({ page }) => {
    await signIn(page, PEOPLE.staff);
    const [number] = await piecesInStock(page, 1);
    await openRegister(page);
    await scan(page, number);
    await expectPieces(page, 1);
    await unfold(page);
    const controls: [string, () => Promise<void>][] = [
      ['the exact key', () => press(page, 'ちょうど')],
      ['a figure', () => press(page, '9')],
      ['00', () => page.getByRole('button', { name: '00', exact: true }).click()],
      ['backspace', () => press(page, '1文字消す')],
      ['a note', () => page.locator('.keys .w.num:enabled').last().click()],
      ['more', () => press(page, '1つ増やす')],
      ['less', () => press(page, '1つ減らす')],
      ['cashless', () => page.locator('.tender label').last().click()],
      ['cash', () => page.locator('.tender label').first().click()],
      ['blank space', () => page.locator('.rg-top p.b').click()],
      ['the total', () => page.locator('.tot').click()],
      ['the cash field', () => cash(page).click()],
      ['the end of the Tab key', () => page.keyboard.press('Tab')],
    ];
    let n = 1;
    for (const [name, touch] of controls) {
      await test.step(name, async () => {
        await touch();
        if (name === 'more') n += 1;
        if (name === 'less') n -= 1;
        const before = await cash(page).inputValue();
        await scan(page, number);
        n += 1;
        await expectPieces(page, n);
        await expect(page.locator('#scan')).toBeFocused();
        await expect(page.locator('#scan')).toHaveValue('');
        await expect(cash(page)).toHaveValue(before);
        await expect(page.locator('.cart .ln')).toHaveCount(1);
      });
    }
    await cash(page).fill('900');
    await scan(page, `https://shop.example/shop/${number}`);
    await expectPieces(page, n + 1);
    await expect(cash(page)).toHaveValue('900');
    await expect(page).toHaveURL(/\/staff\/register/);
    await seen(page, 'register-scanned');
  });

  test('a cart longer than the screen is scrolled', async ({ page }) => {
    await signIn(page, PEOPLE.staff);
    const numbers = await piecesInStock(page, 8);
    await openRegister(page);
    for (const [n, number] of numbers.entries()) {
      await scan(page, number);
      await expectPieces(page, n + 1);
    }
    await unfold(page);
    await seen(page, 'register-long');
    await press(page, '空にする');
    await expectPieces(page, 0);
  });

  test('is told from fingers', async ({ page }) => {
    await signIn(page, PEOPLE.staff);
    await openRegister(page);
    await cash(page).click();
    await typeByHand(page, '90011');
    await expect(cash(page)).toHaveValue('90,011');
    await expect(page.locator('.cart .ln')).toHaveCount(0);
    await cash(page).fill('');
    await page.locator('#scan').click();
    await typeByHand(page, 'TKX');
    await expect(page.locator('.note.warn')).toContainText('「TKX」は見つかりません');
  });

  test('begins the next sale on the receipt, with every piece', async ({ page }) => {
    await signIn(page, PEOPLE.staff);
    const [sold, one, two] = await piecesInStock(page, 3);
    await openRegister(page);
    await scan(page, sold);
    await expectPieces(page, 1);
    await press(page, 'ちょうど');
    await press(page, /会計する/);
    await expect(page).toHaveURL(/\/staff\/sales\//);
    await expect(page.getByText('おつりはありません')).toBeVisible();
    // The answer takes long: both are scanned on this page.
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/staff/register?**', async (route) => {
      await asked;
      await route.continue().catch(() => {});
    });
    await page.locator('input[name=paper]').first().focus();
    await scan(page, one);
    await scan(page, two);
    answer();
    await expect(page).toHaveURL(/\/staff\/register/);
    await expectPieces(page, 2);
    await expect(page.locator(`input[name=line][value="${one}x1"]`).first()).toBeAttached();
    await expect(page.locator(`input[name=line][value="${two}x1"]`).first()).toBeAttached();
  });

  test('keeps what the network loses, and nothing is sold before it is in the cart', async ({ page }) => {
    await signIn(page, PEOPLE.staff);
    const [one, two] = await piecesInStock(page, 2);
    await openRegister(page);
    await scan(page, one);
    await expectPieces(page, 1);
    await page.route('**/staff/register/search', (route) => route.abort());
    await scan(page, two);
    await expect(page.locator('.unread')).toContainText('1件');
    const done = page.locator('button[form="pay"]:visible, button.done:visible');
    await expect(done).toBeDisabled();
    await seen(page, 'register-offline');
    await page.unroute('**/staff/register/search');
    await press(page, 'もう一度送る');
    await expectPieces(page, 2);
    await expect(done).toBeEnabled();
  });

  test('says what it could not find until somebody looks', async ({ page }) => {
    await signIn(page, PEOPLE.staff);
    const [number] = await piecesInStock(page, 1);
    await openRegister(page);
    await scan(page, '999999');
    await expect(page.locator('.note.warn')).toContainText('999999');
    await scan(page, number);
    await expectPieces(page, 1);
    await expect(page.locator('.note.warn')).toContainText('999999');
  });
});

test('the cart stays: reload, the way back, a refused payment, a reservation @nojs', async ({ page, browser }) => {
  const buyer = await someone(browser);
  const [mine, kept] = await piecesInStock(page, 2);
  await buyer.page.goto(`/shop/${kept}/reserve`);
  await buyer.page.locator('input[name=name]').fill('取置 花子');
  await buyer.page.locator('input[name=email]').fill(address('reserve'));
  await buyer.page.locator('main form button, .bar button').locator('visible=true').last().click();
  await expect(buyer.page).toHaveURL(/\/orders\//);
  await buyer.context.close();

  await signIn(page, PEOPLE.staff);
  await openRegister(page);
  await enter(page, mine);
  await expectPieces(page, 1);
  await page.reload();
  await expectPieces(page, 1);
  await page.goto('/staff/sales');
  await page.goto('/staff/register');
  await expectPieces(page, 1);
  await page.goto('/staff/orders');
  await page.goBack();
  await expectPieces(page, 1);

  await page.goto('/staff/orders');
  await page.getByRole('row', { name: '取置 花子' }).first().locator('a[href*="/staff/register"]').click();
  await expectPieces(page, 2);
  await expect(page.locator('.member b').first()).toContainText('取り置き');
  await openRegister(page);
  await expectPieces(page, 2);
  await cash(page).fill('1');
  await press(page, /会計/);
  await expect(page.getByRole('alert')).toContainText('足りません');
  await expectPieces(page, 2);
  await seen(page, 'register-short');
  await page.goto('/staff/register');
  await expectPieces(page, 2);
  await press(page, '取り置きをはずす');
  await expectPieces(page, 1);
});

test('a cart is parked and comes back on another tablet @nojs', async ({ page, browser }) => {
  await signIn(page, PEOPLE.staff);
  const [one, two] = await piecesInStock(page, 2);
  await openRegister(page);
  await enter(page, one);
  await expectPieces(page, 1);
  await unfold(page);
  await press(page, '保留にする');
  await expect(page.getByRole('status')).toContainText('保留にしました');
  await expectPieces(page, 0);
  await seen(page, 'register-parked-one');
  await enter(page, two);
  await expectPieces(page, 1);

  const other = await someone(browser);
  await signIn(other.page, PEOPLE.staff);
  await other.page.goto('/staff/register');
  await other.page.locator('a[href="/staff/register/parked"]').click();
  await expect(other.page.locator('.parked')).toHaveCount(1);
  await seen(other.page, 'parked');
  await other.context.close();

  // What stands at the counter is parked in exchange, and both can be had again.
  await page.locator('a[href="/staff/register/parked"]').click();
  await press(page, '呼び出す');
  await expect(page.locator(`input[name=line][value="${one}x1"]`).first()).toBeAttached();
  await expect(page.locator(`input[name=line][value="${two}x1"]`)).toHaveCount(0);
  await page.locator('a[href="/staff/register/parked"]').click();
  await press(page, '呼び出す');
  await expect(page.locator(`input[name=line][value="${two}x1"]`).first()).toBeAttached();
  await unfold(page);
  await press(page, '空にする');
  await expectPieces(page, 0);
  await page.goBack();
  await expect(page.locator(`input[name=line][value="${two}x1"]`).first()).toBeAttached();
  await page.goto('/staff/register/parked');
  await press(page, '削除');
  await expect(page.getByText('保留中の会計はありません')).toBeVisible();
});

test('far too much cash is asked about @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  const [number] = await piecesInStock(page, 1);
  await openRegister(page);
  await enter(page, number);
  await expectPieces(page, 1);
  await cash(page).fill('1');
  await press(page, /会計/);
  await expect(page.getByRole('alert')).toContainText('足りません');
  await cash(page).fill('99999999');
  if (hasScript()) {
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(cash(page)).toHaveValue('99,999,999');
  }
  await press(page, /会計/);
  await expect(page).toHaveURL(/\/staff\/register/);
  await expect(page.getByRole('alert')).toContainText('お預かりが99,999,999円');
  await expect(cash(page)).toHaveValue('99,999,999');
  await seen(page, 'register-ask');
  await cash(page).fill('10,000,000');
  if (hasScript()) await expect(page.getByRole('alert')).toHaveCount(0);
  await press(page, /会計する$/);
  await expect(page.getByRole('alert')).toContainText('お預かりが10,000,000円');
  await press(page, '10,000,000円を預かって会計する');
  await expect(page).toHaveURL(/\/staff\/sales\//);
});

test('a piece that stock calls sold is sold with a reason @nojs', async ({ page }) => {
  await signIn(page, PEOPLE.staff);
  const [number] = await piecesInStock(page, 1);
  await openRegister(page);
  await enter(page, number);
  await expectPieces(page, 1);
  const over = page.getByText('在庫の記録では', { exact: false });
  // One more than there is, however many there are.
  for (let n = 2; !(await over.count()); n++) {
    await enter(page, number);
    await expectPieces(page, n);
  }
  await expect(over.first()).toBeVisible();
  await page.locator('.tender label').last().click();
  await press(page, /会計/);
  await expect(page.getByRole('alert')).toContainText('理由を選び');
  await seen(page, 'register-reason');
  await page.locator('#reason').selectOption({ label: '在庫の数がちがっていた' });
  await press(page, /会計/);
  await expect(page).toHaveURL(/\/staff\/sales\//);
  await expect(page.locator('.corrected')).toContainText(`No.${number} ＋1点`);
  await expect(page.locator('.change')).toContainText('キャッシュレスで支払いずみ');
  await expect(page.locator('.change')).not.toContainText('おつり');
  await seen(page, 'receipt-cashless');
});

test('papers: printed, addressed, and marked when they are issued again @nojs', async ({ page }) => {
  await page.addInitScript(() => {
    let times = 0;
    window.print = () => document.documentElement.setAttribute('data-printed', `${++times}`);
  });
  await signIn(page, PEOPLE.staff);
  const [number] = await piecesInStock(page, 1);
  await openRegister(page);
  await enter(page, number);
  await expectPieces(page, 1);
  await press(page, 'ちょうど');
  await expect(cash(page)).not.toHaveValue('');
  await press(page, /会計する/);
  await expect(page).toHaveURL(/\/staff\/sales\//);
  const sale = page.url();
  await seen(page, 'receipt');
  await press(page, '発行して印刷');
  await expect(page).toHaveURL(/\/receipts\/1$/);
  await expect(page.locator('.receipt.slip')).toBeVisible();
  await expect(page.locator('.receipt .again')).toHaveCount(0);
  await seen(page, 'receipt-slip');
  if (hasScript()) {
    // By itself, and by the button.
    await expect(page.locator('html')).toHaveAttribute('data-printed', '1');
    await press(page, '印刷する');
    await expect(page.locator('html')).toHaveAttribute('data-printed', '2');
    // 80 mm wide, one page, as long as its lines.
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map((box) => [+box[1], +box[2]]);
    expect(boxes).toHaveLength(1);
    expect(Math.round((boxes[0][0] / 72) * 25.4)).toBe(80);
    expect((boxes[0][1] / 72) * 25.4).toBeLessThan(205);
  }

  await page.goto(sale);
  await page.locator('details.more summary').click();
  await page.locator('input[name=addressee]').fill('株式会社みたか');
  await choose(page.locator('input[name=paper][value=a5]'));
  await press(page, '再発行して印刷');
  await expect(page).toHaveURL(/\/receipts\/2$/);
  await expect(page.locator('.receipt .again')).toContainText('再発行');
  await expect(page.locator('.receipt .to')).toContainText('株式会社みたか 様');
  await expect(page.locator('.receipt .for')).toContainText('但し お品代として');
  await seen(page, 'receipt-a5');

  // Nothing of the register sticks out on the smallest telephone either.
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto(`/staff/register?line=${number}x99&tendered=99999999`);
  await seen(page, 'register-320');
});
