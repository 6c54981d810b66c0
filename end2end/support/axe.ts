import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * No violation of WCAG 2.1 A and AA that axe can see; a failure names rule, place and reason. Nothing where scripts are off:
 * axe runs in the page. Each test without scripts runs with them too. `within` a selector where something lies over the
 * rest, which axe would take for its ground.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  // No page here has frames; the other mode opens a second page for each look, which takes as long again.
  const axe = new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true);
  const found = await (within ? axe.include(within) : axe).analyze();
  const summary = found.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? violation.help}`,
    ),
  );
  expect.soft(summary, `accessibility of ${page.url()}`).toEqual([]);
}
