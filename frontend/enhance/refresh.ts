// Keeps a part of a page fresh on a tablet that nobody touches: the part with `data-refresh` (seconds) is fetched anew
// from `data-from` and put in place of itself. It waits while somebody types, reads a dialog or has just acted, and while
// the page is not seen. What stays after a failed try is the old part, which says how old it is. Without this script the
// page asks for itself again by a meta element.

const SECOND_MS = 1000;
/** For so long after a touch or a key nothing moves; in a field, as long as anyone may think. */
const AFTER_ACT_MS = 5 * SECOND_MS;
const IN_FIELD_MS = 60 * SECOND_MS;

let actedAt = -Infinity;

const part = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-refresh]');

/** Whether changing the page now would get in somebody's way. */
function isBusy(): boolean {
  const inField = document.activeElement?.matches('input, select, textarea') ?? false;
  const quiet = performance.now() - actedAt > (inField ? IN_FIELD_MS : AFTER_ACT_MS);
  return document.hidden || !quiet || document.querySelector('dialog[open]') !== null;
}

/** Opens in the new part what is open in the old one, and keeps the focus. */
function carryOver(from: HTMLElement, to: HTMLElement): void {
  for (const open of from.querySelectorAll<HTMLDetailsElement>('details[open][id]')) {
    to.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '');
  }
  const { activeElement: focused } = document;
  const href = focused?.getAttribute('href');
  const again = focused?.id ? `#${CSS.escape(focused.id)}` : href ? `a[href="${CSS.escape(href)}"]` : '';
  const had = from.contains(focused);
  from.replaceWith(to);
  if (had && again) to.querySelector<HTMLElement>(again)?.focus({ preventScroll: true });
}

async function refresh(): Promise<void> {
  const from = part()?.dataset.from;
  if (!from || isBusy()) return;
  const answer = await fetch(from, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!answer || answer.status >= 500) return;
  // The session has ended: the page itself says so and leads to the sign-in.
  if (!answer.ok || answer.redirected) return location.assign(from);
  const there = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('[data-refresh]');
  const here = part();
  if (here && there && !isBusy()) carryOver(here, there);
}

function later(): void {
  const seconds = Number(part()?.dataset.refresh);
  if (seconds > 0) setTimeout(() => void refresh().finally(later), seconds * SECOND_MS);
}

for (const act of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
  addEventListener(act, () => (actedAt = performance.now()), { passive: true });
}
document.addEventListener('visibilitychange', () => void refresh());
later();
