/**
 * A draft saves itself while its maker writes it: after a pause in typing, at each choice, and when the page is put away.
 * The form is posted as it stands, one request after the other; `photo.ts` takes turns with it. Without a connection it
 * tries again. What another page of the form has written meanwhile is not overwritten: then this one stops and says so.
 * Without this script, and where the listing is in the shop, the buttons save.
 *
 * `form[data-draft]` is a draft's: a word of this page alone, and in `data-seen` when the draft had been changed last.
 * Each `[data-autosave]` has the lines that can be said (`data-say`).
 */

interface HTMLFormElement {
  /** The last request of the form: photos, their order and the draft take turns. */
  turn?: Promise<unknown>;
}

const QUIET_MS = 2000;
const TRY_AGAIN_MS = [5000, 15_000, 45_000, 120_000];
/** Browsers send no more than 64 KiB after a page has gone. */
const LAST_BYTES_MAX = 60_000;
const BYTES_OF_CHAR = 3;

/** Changes so far, and how many of them the server has. */
let changes = 0;
let saved = 0;
let tries = 0;
let timer: number | undefined;
let underWay: AbortController | undefined;
/** How many changes it takes along. */
let sending = 0;
/** The form goes its own way. */
let isSent = false;
/** Another page has written since. */
let isBehind = false;

const draft = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>('form[data-draft]');

/** Says this line and no other; nothing is announced when it says so already. */
function sayOfDraft(name: string): void {
  const at = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  for (const line of document.querySelectorAll<HTMLElement>('[data-autosave] > [data-say]')) {
    const words = line.dataset.words?.replace('{at}', at);
    if (words && line.textContent !== words) line.textContent = words;
    line.hidden = line.dataset.say !== name;
  }
}

/** Asked by the browser alone while something could be lost. */
function warn(leaving: BeforeUnloadEvent): void {
  if (!isSent) leaving.preventDefault();
}

function saveLater(wait: number): void {
  clearTimeout(timer);
  timer = setTimeout(takeTurn, wait);
}

function takeTurn(): void {
  const form = draft();
  if (form) form.turn = (form.turn ?? Promise.resolve()).then(keepDraft);
}

/** Whether it is small enough to be sent after the page has gone. */
function isSmall(data: FormData): boolean {
  let chars = 0;
  for (const [name, value] of data) chars += name.length + String(value).length + 100;
  return chars * BYTES_OF_CHAR < LAST_BYTES_MAX;
}

/** Sent twice, the second would look like another page's words to whoever has opened the draft again meanwhile. */
const isOnItsWay = (): boolean => underWay !== undefined && sending === changes;

async function keepDraft(): Promise<void> {
  const form = draft();
  if (!form || isSent || isBehind || changes === saved || isOnItsWay()) return;
  clearTimeout(timer);
  const upTo = (sending = changes);
  const data = new FormData(form);
  data.delete('photo');
  data.set('action', 'autosave');
  const abort = (underWay = new AbortController());
  const answer = await fetch(form.getAttribute('action')!, {
    method: 'POST',
    body: data,
    keepalive: isSmall(data),
    redirect: 'manual',
    signal: abort.signal,
  }).catch(() => undefined);
  if (underWay === abort) underWay = undefined;
  if (abort.signal.aborted) return;
  if (answer?.ok) await savedUpTo(upTo, form, answer);
  else failed(answer);
}

async function savedUpTo(upTo: number, form: HTMLFormElement, answer: Response): Promise<void> {
  saved = upTo;
  tries = 0;
  removeEventListener('beforeunload', warn);
  // Nothing has been written yet.
  if (answer.status === 204) return;
  const { edit } = (await answer.json()) as { edit: string };
  if (form.getAttribute('action') !== edit) {
    form.setAttribute('action', edit);
    history.replaceState(history.state, '', edit);
  }
  sayOfDraft('saved');
}

function failed(answer: Response | undefined): void {
  if (answer?.status === 409) return stopDraft();
  const isOut = answer && (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403);
  const isLost = !answer || answer.status >= 500 || answer.status === 429;
  sayOfDraft(isOut ? 'out' : isLost ? 'lost' : 'refused');
  if (!isOut && !isLost) return;
  addEventListener('beforeunload', warn);
  saveLater(TRY_AGAIN_MS[Math.min(tries, TRY_AGAIN_MS.length - 1)]!);
  tries += 1;
}

function stopDraft(): void {
  isBehind = true;
  clearTimeout(timer);
  removeEventListener('beforeunload', warn);
  sayOfDraft('behind');
}

function changed(event: Event, wait: number): void {
  const field = event.target as HTMLInputElement;
  if (!draft()?.contains(field) || field.type === 'file') return;
  if (event.type === 'input') changes += 1;
  if (changes !== saved) saveLater(wait);
}

document.addEventListener('input', (input) => changed(input, QUIET_MS));
// A choice, or a field that is left.
document.addEventListener('change', (change) => changed(change, 0));

document.addEventListener('formdata', (event) => {
  const { draft: page, seen } = (event.target as HTMLFormElement).dataset;
  if (!page) return;
  event.formData.set('form_page', page);
  if (seen) event.formData.set('form_seen', seen);
});

// `photo.ts` was told so.
document.addEventListener('behind', stopDraft);

// A button of the form waits for what is on its way; `photo.ts`, which was asked first, for the photos.
document.addEventListener('submit', (submit) => {
  const form = submit.target as HTMLFormElement;
  if (submit.defaultPrevented || form !== draft()) return;
  if (underWay) {
    submit.preventDefault();
    void form.turn?.then(() => form.requestSubmit(submit.submitter));
    return;
  }
  isSent = true;
  clearTimeout(timer);
});

document.addEventListener('visibilitychange', () => {
  if (document.hidden) takeTurn();
});
addEventListener('pagehide', () => {
  // No other turn comes: what is on its way may be older than what stands here.
  if (!isOnItsWay()) underWay?.abort();
  void keepDraft();
});
addEventListener('pageshow', () => (isSent = false));
addEventListener('online', takeTurn);
