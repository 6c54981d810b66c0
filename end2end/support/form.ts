import { expect, type Locator } from '@playwright/test';

/** Chooses a radio or ticks a box as people do: by its label, which is what can be touched. */
export async function choose(input: Locator): Promise<void> {
  await input.locator('xpath=ancestor::label').click();
  await expect(input).toBeChecked();
}
