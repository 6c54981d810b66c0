import { expect, type Page } from '@playwright/test';

/** The accounts that the demo prints. */
export const PEOPLE = {
  member: 'member@example.jp',
  maker: 'maker@example.jp',
  staff: 'staff@example.jp',
  operator: 'operator@example.jp',
} as const;
export const PASSWORD = 'tsukuriba-demo';

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
