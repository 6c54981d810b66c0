// Links and fields that change parts of the page without leaving it (decision 11). A link with `data-swap` names, as CSS
// selectors between commas, what its page says anew; the answer is the server's own page, so that no rule is written
// twice. A field with `data-swap` asks with its form's values, by GET, for the address in `data-from`. Without this script,
// or when the answer is not as expected, the link is followed.

type Swapping = HTMLElement & { dataset: { swap: string; from?: string } };

const STATE = 'aria-busy';
let underWay: AbortController | undefined;

/** Whether the click asks for this page and not for another tab or a download. */
export const isPlain = (click: MouseEvent): boolean =>
  click.button === 0 && !click.defaultPrevented && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;

/** Puts the parts of the page at `href` in place of those that stand here. */
export async function swap(href: string, parts: string[]): Promise<void> {
  underWay?.abort();
  const asked = (underWay = new AbortController());
  const here = parts.map((part) => document.querySelector(part));
  here.forEach((element) => element?.setAttribute(STATE, 'true'));
  try {
    const answer = await fetch(href, { signal: asked.signal, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const there = parts.map((part) => page.querySelector(part));
    if (!answer.ok || answer.redirected || here.includes(null) || there.includes(null)) throw new Error('another page');
    const focused = describe(document.activeElement);
    here.forEach((element, at) => element!.replaceWith(there[at]!));
    history.replaceState(history.state, '', href);
    if (focused) document.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
  } catch {
    // Aborted: a later click is under way.
    if (!asked.signal.aborted) location.assign(href);
  }
}

/** A selector by which the element is found again in the answer. */
function describe(element: Element | null): string {
  if (element?.id) return `#${CSS.escape(element.id)}`;
  const href = element?.getAttribute('href');
  return href ? `a[href="${CSS.escape(href)}"]` : '';
}

const partsOf = (element: Swapping): string[] => element.dataset.swap.split(',');

document.addEventListener('click', (click) => {
  const link = (click.target as Element).closest<HTMLAnchorElement & Swapping>('a[data-swap]');
  if (!link || !isPlain(click)) return;
  click.preventDefault();
  void swap(link.href, partsOf(link));
});

document.addEventListener('change', (change) => {
  const field = (change.target as Element).closest<HTMLInputElement & Swapping>('[data-from][data-swap]');
  if (!field?.form) return;
  const address = new URL(field.dataset.from!, location.href);
  address.searchParams.set(field.name, field.value);
  void swap(address.href, partsOf(field));
});
