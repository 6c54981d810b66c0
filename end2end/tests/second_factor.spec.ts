/** More than a password: an app's codes, recovery codes, passkeys, and staff of whom they are required. */

import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { press, seen } from '../support/booking';
import { START } from '../support/clock';
import { choose } from '../support/form';
import { PEOPLE, SECRET, signIn, signUp } from '../support/people';
import { copyOfDatabase } from '../support/postgres';
import { copyOfDemo, Server } from '../support/server';
import { address, expect, site, test } from '../support/test';
import { base32, totp } from '../support/totp';

/** A telephone with an app: it shows each code once here, for no server takes one twice. */
class App {
  private step = 0;

  constructor(
    private readonly secret: Buffer,
    private readonly seconds: () => number,
  ) {}

  code(): string {
    this.step = Math.max(this.step + 1, Math.floor(this.seconds() / 30));
    return totp(this.secret, this.step * 30);
  }
}

const codeField = (page: Page) => page.locator('input[name=code]').first();

/** Sets an app up, from the page of one's own; the app and the recovery codes. */
async function setUp(page: Page, seconds: () => number): Promise<{ app: App; codes: string[] }> {
  await page.goto('/me/security');
  await page.getByRole('link', { name: '認証アプリを設定する' }).click();
  await press(page, '次へ');
  await page.locator('summary', { hasText: 'QRコードを読み取れない' }).click();
  const app = new App(base32(await page.locator('.app-key').innerText()), seconds);
  await seen(page, 'factor-app');
  await codeField(page).fill('000000');
  await press(page, '設定する');
  await expect(page.locator('#errors')).toContainText('コードが違うか');
  await codeField(page).fill(app.code());
  await press(page, '設定する');
  await expect(page.locator('h1')).toHaveText('リカバリーコードを控えてください');
  const codes = await page.locator('ul.codes code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await seen(page, 'factor-codes');
  return { app, codes };
}

/** Gives the password; the page asks for a code then. */
async function givePassword(page: Page, email: string, password = SECRET): Promise<void> {
  await page.goto('/signin?next=%2Fme%2Forders');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await press(page, 'ログインする');
  await expect(page).toHaveURL(/\/signin\/code\?next=/);
}

test('the codes here are those of the standard', () => {
  const secret = Buffer.from('12345678901234567890');
  // RFC 6238, appendix B.
  const table: [number, string][] = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ];
  for (const [seconds, code] of table) expect(totp(secret, seconds, 8)).toBe(code);
  expect(base32('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ').toString()).toBe(secret.toString());
});

test('an app is set up, asked for, replaced by a recovery code, and turned off @nojs', async ({ page }) => {
  const email = address('factor');
  await signUp(page, email, '二段 みほん');
  await page.goto('/me');
  await page.getByRole('link', { name: '二段階認証とパスキー' }).click();
  await seen(page, 'factor-none');
  const { app, codes } = await setUp(page, site().seconds);
  await page.getByRole('link', { name: '控えました' }).click();
  await expect(page).toHaveURL(/\/me\/security$/);
  await expect(page.locator('main')).toContainText('残り10個');
  await seen(page, 'factor-on');
  await page.goto('/me');
  await press(page, 'ログアウト');

  await test.step('after the password the code is asked for, in whichever width it is typed', async () => {
    await givePassword(page, email);
    await seen(page, 'factor-code');
    await codeField(page).fill('123');
    await press(page, 'ログインする');
    await expect(page.locator('#errors')).toContainText('コードの形が違います');
    await seen(page, 'factor-code-wrong');
    const wide = [...app.code()].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    await codeField(page).fill(wide);
    await press(page, 'ログインする');
    await expect(page).toHaveURL(/^[^?]*\/me\/orders$/);
  });

  await test.step('a recovery code does once', async () => {
    for (const [code, outcome] of [
      [codes[0].toLowerCase(), /^[^?]*\/me\/orders$/],
      [codes[0], /\/signin\/code/],
      [codes[1], /^[^?]*\/me\/orders$/],
    ] as const) {
      await page.context().clearCookies();
      await givePassword(page, email);
      await page.locator('summary', { hasText: 'リカバリーコードを使う' }).click();
      const form = page.locator('details form');
      await form.locator('input[name=code]').fill(code);
      await form.getByRole('button').click();
      await expect(page).toHaveURL(outcome);
    }
    await page.goto('/me/security');
    await expect(page.locator('main')).toContainText('残り8個');
  });

  await test.step('turned off, the password does again', async () => {
    await page.getByRole('link', { name: '認証アプリの使用をやめる' }).click();
    await seen(page, 'factor-off');
    await page.locator('input[name=current]').fill('wrong');
    await press(page, '使用をやめる');
    await expect(page.locator('#errors')).toContainText('いまのパスワードが違います');
    await page.locator('input[name=current]').fill(SECRET);
    await press(page, '使用をやめる');
    await expect(page.locator('.toast')).toContainText('使用をやめました');
    await page.context().clearCookies();
    await signIn(page, email, SECRET);
    await expect(page).toHaveURL(/\/me$/);
  });
});

/** A site of one's own, under a name under which browsers allow passkeys; what is set on it nobody else sees. */
async function ownSite(browser: Browser, work: (page: Page, server: Server) => Promise<void>): Promise<void> {
  const name = `factor_${test.info().project.name}_${test.info().testId}`.replace(/\W/g, '_');
  const data = copyOfDemo(name);
  const server = await Server.start({ data, clock: START, database: copyOfDatabase(name), host: 'localhost' }, name);
  const context = await browser.newContext({ baseURL: server.url });
  try {
    await work(await context.newPage(), server);
  } finally {
    await context.close();
    await server.end();
    rmSync(data, { recursive: true, force: true });
  }
}

/** A device that makes passkeys and finds them again, with a finger on it. */
async function device(page: Page): Promise<{
  add: () => Promise<string>;
  remove: (id: string) => Promise<void>;
  /** Whether a finger lies on it: it answers at once, or waits for one. */
  touch: (id: string, enabled: boolean) => Promise<void>;
}> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const options = {
    protocol: 'ctap2',
    ctap2Version: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  return {
    add: async () => (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId,
    remove: async (authenticatorId) => {
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
    touch: async (authenticatorId, enabled) => {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
  };
}

test('a passkey is added and signs in, from its button', async ({ browser }) => {
  await ownSite(browser, async (page) => {
    const phone = await device(page);
    const key = await phone.add();
    // The device answers at once, also what is asked in the field of the address: here the button is pressed.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
    await signIn(page, PEOPLE.member);
    await page.goto('/me/security');
    await page.getByRole('link', { name: 'パスキーを追加する' }).click();
    await seen(page, 'passkey-new');
    await page.locator('input[name=name]').fill('見本のスマートフォン');
    await press(page, 'パスキーを追加する');
    await expect(page.locator('.toast')).toContainText('パスキーを追加しました');
    await expect(page.locator('main')).toContainText('見本のスマートフォン');
    await expect(page.locator('main')).toContainText('まだ使っていません');
    await seen(page, 'passkey-list');

    await test.step('it gets another name', async () => {
      await page.getByRole('link', { name: '名前を変える' }).click();
      await page.locator('input[name=name]').fill(' ');
      await press(page, '変える');
      await expect(page.locator('#errors')).toContainText('名前');
      await seen(page, 'passkey-name');
      await page.locator('input[name=name]').fill('新しい見本のスマートフォン');
      await press(page, '変える');
      await expect(page.locator('.toast')).toContainText('名前を変えました');
      await expect(page.locator('main')).toContainText('新しい見本のスマートフォン');
      await seen(page, 'passkey-renamed');
    });

    await test.step('the same device is not added twice', async () => {
      await page.getByRole('link', { name: 'パスキーを追加する' }).click();
      await press(page, 'パスキーを追加する');
      await expect(page.locator('[data-say=known]')).toBeVisible();
    });

    await test.step('signing in by it leads on to where one was going', async () => {
      await page.context().clearCookies();
      await page.goto('/me/bookings');
      await expect(page).toHaveURL(/\/signin\?next=/);
      await press(page, 'パスキーでログイン');
      await expect(page).toHaveURL(/^[^?]*\/me\/bookings$/);
      await page.goto('/me/security');
      await expect(page.locator('main')).toContainText('最後に使った日時');
    });

    await test.step('without the device the page says what to do', async () => {
      await phone.remove(key);
      await page.context().clearCookies();
      await page.goto('/signin');
      await seen(page, 'passkey-sign-in');
      await signIn(page, PEOPLE.member);
      await page.goto('/me/security');
      await page.getByRole('link', { name: '削除する' }).click();
      await seen(page, 'passkey-remove');
      await press(page, '削除する');
      await expect(page.locator('.toast')).toContainText('パスキーを削除しました');
    });
  });
});

test('a passkey signs in from the field of the address', async ({ browser }) => {
  await ownSite(browser, async (page) => {
    const phone = await device(page);
    const key = await phone.add();
    await signIn(page, PEOPLE.member);
    await page.goto('/me/security/passkeys/new');
    await press(page, 'パスキーを追加する');
    await expect(page.locator('.toast')).toContainText('パスキーを追加しました');
    await page.context().clearCookies();

    await test.step('it waits, and nothing is said while nobody touches the device', async () => {
      await phone.touch(key, false);
      const asked = page.waitForResponse((answer) => answer.url().endsWith('/signin/passkey/options'));
      await page.goto('/me/bookings');
      await expect(page).toHaveURL(/\/signin\?next=/);
      expect((await asked).status()).toBe(200);
      await expect(page.locator('input[name=email]')).toHaveAttribute('autocomplete', 'username webauthn');
      await page.locator('input[name=email]').focus();
      await expect(page.locator('[data-say]:visible')).toHaveCount(0);
    });

    await test.step('a touch signs in, and leads on', async () => {
      // What the device was asked before the finger came is over for it: Chromium's does not answer late.
      await phone.touch(key, true);
      await page.reload();
      await expect(page).toHaveURL(/^[^?]*\/me\/bookings$/);
    });

    await test.step('while it waits, the password does', async () => {
      await phone.touch(key, false);
      await page.context().clearCookies();
      await signIn(page, PEOPLE.member);
      await expect(page).toHaveURL(/\/me$/);
      await phone.touch(key, true);
    });

    await test.step('while it waits, the button does: the field gives way', async () => {
      // As people's devices, which wait in the field until somebody chooses a passkey there, and serve one request at a time.
      await page.addInitScript(() => {
        const real = CredentialsContainer.prototype.get;
        let waits = false;
        CredentialsContainer.prototype.get = function (options) {
          if (waits) return Promise.reject(new DOMException('A request is already pending.', 'OperationError'));
          if (options?.mediation !== 'conditional') return real.call(this, options);
          waits = true;
          document.documentElement.setAttribute('data-waits', '');
          return new Promise((_, reject) => {
            options.signal!.addEventListener('abort', () => {
              waits = false;
              reject(options.signal!.reason);
            });
          });
        };
      });
      await page.context().clearCookies();
      await page.goto('/signin?next=%2Fme%2Forders');
      await expect(page.locator('html[data-waits]')).toHaveCount(1);
      await press(page, 'パスキーでログイン');
      await expect(page).toHaveURL(/^[^?]*\/me\/orders$/);
    });
  });
});

test('staff of whom it is required are led to it, and back', async ({ browser }) => {
  await ownSite(browser, async (page, server) => {
    await signIn(page, PEOPLE.operator);
    await page.goto('/operator/site/security');
    await choose(page.locator('input[name=second_factor][value=staff]'));
    await seen(page, 'factor-rule');
    await press(page, '保存');
    // The operator too.
    await expect(page).toHaveURL(/\/me\/security\?next=/);
    await seen(page, 'factor-required');
    await page.getByRole('link', { name: '認証アプリを設定する' }).click();
    await press(page, '次へ');
    await page.locator('summary', { hasText: 'QRコードを読み取れない' }).click();
    const app = new App(base32(await page.locator('.app-key').innerText()), () => server.seconds());
    await codeField(page).fill(app.code());
    await press(page, '設定する');
    await page.getByRole('link', { name: '控えました' }).click();
    await expect(page).toHaveURL(/^[^?]*\/operator\/site\/security$/);
    await page.goto('/operator/audit?kind=site');
    await expect(page.locator('main')).toContainText('スタッフと運営');

    await test.step('in English too', async () => {
      await page.context().addCookies([{ name: 'lang', value: 'en', url: server.url }]);
      await page.goto('/me/security');
      await seen(page, 'factor-english');
      await page.context().clearCookies({ name: 'lang' });
    });

    await test.step('a passkey is enough for staff', async () => {
      await page.context().clearCookies();
      const tablet = await device(page);
      await tablet.add();
      await signIn(page, PEOPLE.staff);
      await page.goto('/staff/board');
      await expect(page).toHaveURL(/\/me\/security\?next=\/staff\/board/);
      await page.getByRole('link', { name: 'パスキーを追加する' }).click();
      await press(page, 'パスキーを追加する');
      await expect(page).toHaveURL(/^[^?]*\/staff\/board/);
    });
  });
});
