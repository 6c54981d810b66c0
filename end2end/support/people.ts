import { expect, type Page } from '@playwright/test';
import { choose } from './form';
import { linkMailedTo } from './mail';

/** The accounts that the demo prints. */
export const PEOPLE = {
  member: 'member@example.jp',
  maker: 'maker@example.jp',
  staff: 'staff@example.jp',
  operator: 'operator@example.jp',
} as const;
export const PASSWORD = 'tsukuriba-demo';
/** A password of the tests' own people. */
export const SECRET = 'a long walk in Inokashira park';

export type Person = keyof typeof PEOPLE;

/** Signs in through the form; works without JavaScript too. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/signin');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button[type=submit], main form button:not([type])').first().click();
  await expect(page).not.toHaveURL(/\/signin/);
}

export async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** A new member, by mail and its link; signed in at the end. */
export async function signUp(page: Page, email: string, name: string): Promise<void> {
  await page.goto('/signup');
  await choose(page.locator('input[name=kind][value=member]'));
  await page.locator('input[name=display_name]').fill(name);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(SECRET);
  await page.locator('main form button').last().click();
  await expect(page).toHaveURL(/\/signup\/sent/);
  const link = await linkMailedTo(email, /\/confirm\/[\w-]+/);
  await page.goto(link);
  // Whoever confirms the address with the password is signed in.
  await page.locator('input[name=password]').fill(SECRET);
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/me$/);
}

/** Chooses a reason where the page asks for one: the cancellation deadline may have passed. */
export async function giveReason(page: Page): Promise<void> {
  const reason = page.locator('input[name=reason][value=child_care]');
  if (await reason.count()) await choose(reason);
}
