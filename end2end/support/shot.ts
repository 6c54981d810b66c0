import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';

/** Kept as an artefact, not in git. */
const FOLDER = join(__dirname, '..', 'artefacts');

/** With `E2E_SHOTS=1` saves the whole page as `artefacts/<project>/<name>.png`; a run that nobody looks at draws none. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.E2E_SHOTS) return;
  const folder = join(FOLDER, test.info().project.name);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}
