// Links and fields that change parts of the page without leaving it (decision 11). A link with `data-swap` names, as CSS
// selectors between commas, what its page says anew; the answer is the server's own page, so that no rule is written
// twice. A field with `data-swap` asks with its form's values, by GET, for the address in `data-from`. Without this script,
// or when the answer is not as expected, the link is followed.

type Swapping = HTMLElement & { dataset: { swap: string; from?: string } };

const STATE = 'aria-busy';
let underWay: { href: string; parts: string[]; abort: AbortController } | undefined;

/** Whether the click asks for this page and not for another tab or a download. */
export const isPlain = (click: MouseEvent): boolean =>
  click.button === 0 && !click.defaultPrevented && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;

/** The address that `first` asks for, with the parameters of these names as `second` has them. */
function both(first: string, second: string, names: string[]): string {
  const [sum, asked] = [new URL(first), new URL(second)];
  for (const name of names) {
    const value = asked.searchParams.get(name);
    if (value === null) sum.searchParams.delete(name);
    else sum.searchParams.set(name, value);
  }
  return sum.href;
}

/** The parameters in which a link differs from those beside it: what it chooses. */
function choiceOf(link: HTMLAnchorElement): string[] {
  const beside = [...(link.closest('ul')?.querySelectorAll<HTMLAnchorElement>('a[data-swap]') ?? [])];
  const asked = [link, ...beside].map(({ href }) => new URL(href).searchParams);
  const names = new Set(asked.flatMap((parameters) => [...parameters.keys()]));
  return [...names].filter((name) => asked.some((other) => other.get(name) !== asked[0]!.get(name)));
}

/**
 * Puts the parts of the page at `to` in place of those that stand here. `names` are the parameters that were chosen: the
 * others stay as an earlier choice asked for them whose answer has not come yet.
 */
export async function swap(to: string, wanted: string[], names: string[]): Promise<void> {
  const earlier = underWay;
  earlier?.abort.abort();
  const href = earlier ? both(earlier.href, to, names) : to;
  const parts = outermost([...new Set([...(earlier?.parts ?? []), ...wanted])]);
  const abort = new AbortController();
  const asked = (underWay = { href, parts, abort });
  for (const part of parts) document.querySelector(part)?.setAttribute(STATE, 'true');
  try {
    const answer = await fetch(href, { signal: abort.signal, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const there = parts.every((part) => document.querySelector(part) && page.querySelector(part));
    if (!answer.ok || answer.redirected || !there) throw new Error('another page');
    const focused = describe(document.activeElement);
    for (const part of parts) document.querySelector(part)!.replaceWith(page.querySelector(part)!);
    history.replaceState(history.state, '', href);
    if (focused) document.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
  } catch {
    // Aborted: a later click is under way.
    if (!abort.signal.aborted) location.assign(href);
  } finally {
    if (underWay === asked) underWay = undefined;
  }
}

/** Without the parts that lie in another of them: they come with it. */
const outermost = (parts: string[]): string[] =>
  parts.filter((part) => !parts.some((other) => document.querySelector(`${other} ${part}`)));

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
  void swap(link.href, partsOf(link), choiceOf(link));
});

document.addEventListener('change', (change) => {
  const field = (change.target as Element).closest<HTMLInputElement & Swapping>('[data-from][data-swap]');
  if (!field?.form) return;
  const address = new URL(field.dataset.from!, location.href);
  address.searchParams.set(field.name, field.value);
  void swap(address.href, partsOf(field), [field.name]);
});
