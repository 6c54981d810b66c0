import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * No violation of WCAG 2.1 A and AA that axe can see; a failure names rule, place and reason. Nothing where scripts are off:
 * axe runs in the page. Each test without scripts runs with them too.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const summary = found.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? violation.help}`,
    ),
  );
  expect.soft(summary, `accessibility of ${page.url()}`).toEqual([]);
}
