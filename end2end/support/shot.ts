import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';

/** Kept as an artefact, not in git. */
const FOLDER = join(__dirname, '..', 'artefacts');

/** Saves the whole page as `artefacts/<project>/<name>.png`. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = join(FOLDER, test.info().project.name);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}
