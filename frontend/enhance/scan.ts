// Listens to the scanner, wherever the focus stands. A scanner is a keyboard that types a code within milliseconds and
// ends with Enter; nobody's fingers do. What such a burst typed is taken out of the field it fell into, its Enter presses
// nothing, and the code goes by the form with `data-scan`: on the register into the cart, elsewhere to the next sale.
// Without this script the scan field takes what is typed into it.

/** Longest pause between two keys of a burst, in milliseconds. Quick typists need about 80. */
const PAUSE_MS = 50;
/** Fewest characters of a code. */
const LEAST = 3;

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Burst = { text: string; last: number; field: Typed | null; before: string };

const NONE: Burst = { text: '', last: -Infinity, field: null, before: '' };
let burst = NONE;
let endedAt = -Infinity;
/** Codes that are on their way with a page that is being left: a quicker one takes them along. */
const leavingWith: string[] = [];

const form = (): HTMLFormElement | null => document.querySelector('form[data-scan]');
const scanField = (): HTMLInputElement | null => document.querySelector('form[data-scan] input[type="search"]');

function begin(now: number): Burst {
  const at = document.activeElement;
  const isTyped =
    at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
  return { text: '', last: now, field: isTyped ? at : null, before: isTyped ? at.value : '' };
}

document.addEventListener(
  'keydown',
  (key) => {
    if (['Shift', 'CapsLock'].includes(key.key)) return;
    const now = key.timeStamp;
    if (key.key === 'Enter') {
      const isCode = burst.text.length >= LEAST && now - burst.last <= PAUSE_MS;
      // Some scanners end with two.
      if (isCode || now - endedAt <= PAUSE_MS) {
        key.preventDefault();
        key.stopImmediatePropagation();
        endedAt = now;
      }
      const code = burst;
      burst = NONE;
      if (isCode) take(code);
      return;
    }
    if (key.key.length !== 1 || key.ctrlKey || key.metaKey || key.altKey) {
      burst = NONE;
      return;
    }
    if (now - burst.last > PAUSE_MS) burst = begin(now);
    burst.text += key.key;
    burst.last = now;
  },
  { capture: true },
);

function take({ text, field, before }: Burst): void {
  const [to, scan] = [form(), scanField()];
  if (field && field !== scan) {
    field.value = before;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  }
  if (!to) return;
  if (leavingWith.length === 0 && scan) {
    scan.value = text;
    focusScan(scan);
    let isLeaving = false;
    document.addEventListener('submit', (submit) => (isLeaving = !submit.defaultPrevented), { once: true });
    to.requestSubmit();
    if (isLeaving) leavingWith.push(text);
    return;
  }
  leavingWith.push(text);
  if (scan) scan.disabled = true;
  to.querySelectorAll('input[name="q"][type="hidden"]').forEach((sent) => sent.remove());
  for (const code of leavingWith) {
    const hidden = Object.assign(document.createElement('input'), { type: 'hidden', name: 'q', value: code });
    to.append(hidden);
  }
  to.submit();
}

/** The focus for the next label; a tablet's keyboard stays down until somebody touches the field. */
function focusScan(scan: HTMLInputElement): void {
  scan.inputMode = 'none';
  scan.focus({ preventScroll: true });
}

document.addEventListener('pointerdown', (press) => {
  const scan = scanField();
  if (!scan || press.target !== scan || scan.inputMode !== 'none') return;
  scan.inputMode = 'search';
  scan.blur();
});

// A touched control leaves the focus to the next label. Whoever works with the keyboard keeps it where it is.
document.addEventListener('click', (click) => {
  const [scan, at] = [scanField(), click.target as Element];
  const isPointed = click.detail > 0 && at.closest('.rg') && !at.closest('a, input, select, textarea, label[for]');
  if (scan && isPointed) requestAnimationFrame(() => focusScan(scan));
});

// The page may come back from the browser's memory.
addEventListener('pageshow', () => leavingWith.splice(0));
