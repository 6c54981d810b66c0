/**
 * The photos of a listing: sent one by one as they are chosen, while the rest of the form is written, each with a bar that
 * says how far it is; one whose sending fails for want of a connection is sent again by itself and by a tap. Moving a photo or taking it away changes this part
 * of the page alone. The answers are the server's own pages. Without this script the form is posted as it is.
 *
 * `[data-photos]` holds the photos (`data-count`), the file field (`data-bytes-max`, `data-left`), an empty list for what
 * is on its way (`data-queue`), and what a row of it looks like (`template[data-row=sending]`).
 */

const PART = '[data-photos]';
/** Why the server took no photo: in the field, or without one where there are as many as may be. */
const REFUSAL = `${PART} > .err, ${PART} > .field > .err`;
const SIDE = 96;
const SEND_AGAIN_MS = [10_000, 30_000, 90_000];
const CONFLICT = 409;

/** A photo on its way. */
interface Sending {
  file: File;
  row: HTMLElement;
  state: 'waiting' | 'sending' | 'failed';
  /** It failed for want of a connection. */
  isLost: boolean;
  /** How often it was sent again by itself. */
  tries: number;
}

let queue: Sending[] = [];
/** One picture after the other is drawn small: decoded, twelve of a phone's photos are half a gigabyte. */
let drawing: Promise<unknown> = Promise.resolve();
/** The button that was pressed while photos were on their way. */
let pressed: HTMLElement | null | undefined;
/** The form goes its own way. */
let plain = false;

const photos = (): HTMLElement | null => document.querySelector<HTMLElement>(PART);
const fileField = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`${PART} input[type=file]`);

/** One request of the form after the other: each answer says how the photos stand then. */
function afterTurn(act: () => unknown): void {
  const form = photos()!.closest('form')!;
  form.turn = (form.turn ?? Promise.resolve()).then(act);
}

/** Several can be chosen, and none has to be while some are on their way. */
function prepare(): void {
  const field = fileField();
  if (!field) return;
  field.multiple = true;
  field.required = queue.length === 0 && count(photos()!) === 0;
}

/** Draws the middle of the photo into the row. What this browser cannot read stays blank. */
async function draw(file: File, canvas: HTMLCanvasElement): Promise<void> {
  try {
    const picture = await createImageBitmap(file);
    const side = Math.min(picture.width, picture.height);
    const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
    canvas.getContext('2d')!.drawImage(picture, x, y, side, side, 0, 0, SIDE, SIDE);
    picture.close();
  } catch {
    canvas.hidden = true;
  }
}

/** Shows the line of that name in the row and no other; `words` stand in it where the server said why. */
function say(row: HTMLElement, name: string | null, words?: string): void {
  for (const line of row.querySelectorAll<HTMLElement>('[data-say]')) {
    line.hidden = line.dataset.say !== name;
    if (!line.hidden && words) line.querySelector('span')!.textContent = words;
  }
  row.querySelector<HTMLElement>('[data-acts]')!.hidden = name === null;
  row.querySelector<HTMLElement>('[data-retry]')!.hidden = name !== 'failed';
  row.querySelector<HTMLElement>('progress')!.hidden = name !== null;
}

function add(file: File, at: number, field: HTMLInputElement): void {
  const template = photos()!.querySelector<HTMLTemplateElement>('template[data-row=sending]')!;
  const row = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
  row.querySelector('[data-name]')!.textContent = file.name;
  const sending: Sending = { file, row, state: 'failed', isLost: false, tries: 0 };
  queue.push(sending);
  photos()!.querySelector('[data-queue]')!.append(row);
  const drop = () => {
    queue = queue.filter((other) => other !== sending);
    row.remove();
    prepare();
    fileField()?.focus();
  };
  row.querySelector('[data-drop]')!.addEventListener('click', drop);
  row.querySelector('[data-retry]')!.addEventListener('click', () => send(sending));
  if (file.size > Number(field.dataset.bytesMax)) fail(sending, 'too-large');
  else if (at >= Number(field.dataset.left)) fail(sending, 'too-many');
  else {
    drawing = drawing.then(() => draw(file, row.querySelector('canvas')!));
    send(sending);
  }
}

function fail(sending: Sending, why: string, words?: string): void {
  sending.state = 'failed';
  sending.isLost = false;
  say(sending.row, why, words);
}

/** No page came: for want of a connection it is sent again a few times, and whenever the connection is back. */
function failWithout(sending: Sending, status: number): void {
  if (status === CONFLICT) {
    const words = document.querySelector('[data-autosave] [data-say=behind]')?.firstChild?.textContent;
    return fail(sending, 'refused', words ?? '');
  }
  fail(sending, 'failed');
  sending.isLost = status === 0 || status >= 500;
  const wait = SEND_AGAIN_MS[sending.tries];
  if (!sending.isLost || !wait) return;
  sending.tries += 1;
  setTimeout(() => sendAgain(sending), wait);
}

function sendAgain(sending: Sending): void {
  if (sending.isLost && queue.includes(sending)) send(sending);
}

/** Posts the form as it stands, with what the button would say, and the photo; the page that is answered, or the status without one. */
function post(action: string, photo?: Sending): Promise<Document | number> {
  const form = photos()!.closest('form')!;
  const data = new FormData(form);
  data.delete('photo');
  data.set('action', action);
  if (photo) data.set('photo', photo.file);
  const request = new XMLHttpRequest();
  const bar = photo?.row.querySelector('progress');
  request.upload.addEventListener('progress', (at) => {
    if (bar && at.lengthComputable) bar.value = at.loaded / at.total;
  });
  return new Promise((done) => {
    request.addEventListener('error', () => done(0));
    request.addEventListener('load', () => {
      const isPage = request.status === 200 || request.status === 422;
      const page = isPage ? new DOMParser().parseFromString(request.responseText, 'text/html') : null;
      // Another page of the form has changed the draft meanwhile.
      if (request.status === CONFLICT) form.dispatchEvent(new Event('behind', { bubbles: true }));
      done(page?.querySelector(PART) ? page : request.status);
    });
    // Its buttons are called `action` too, and hide the property of that name.
    request.open('POST', form.getAttribute('action')!);
    request.setRequestHeader('accept', 'text/html');
    request.send(data);
  });
}

/** Puts the photos of the answered page in the place of those that stand here; what was typed or focused stays. */
function put(page: Document): void {
  const [old, fresh] = [photos()!, page.querySelector<HTMLElement>(PART)!];
  const form = old.closest('form')!;
  const action = fresh.closest('form')?.getAttribute('action');
  const focused = document.activeElement;
  const isInside = focused instanceof HTMLElement && old.contains(focused);
  const name = isInside ? focused.getAttribute('value') ?? '' : '';
  const id = isInside ? focused.id : '';
  for (const caption of fresh.querySelectorAll<HTMLInputElement>('input[name^=caption-]')) {
    const typed = old.querySelector<HTMLInputElement>(`input[name="${caption.name}"]`);
    if (typed) caption.value = typed.value;
  }
  // What is wrong with a photo stands in its row.
  page.querySelector(REFUSAL)?.remove();
  fresh.querySelector('[data-queue]')?.append(...old.querySelectorAll('[data-queue] > *'));
  old.replaceWith(fresh);
  if (action) {
    form.setAttribute('action', action);
    history.replaceState(history.state, '', action);
  }
  prepare();
  const next = (id && document.getElementById(id)) || (name && fresh.querySelector<HTMLElement>(`button[value="${name}"]`));
  if (isInside) (next || fileField() || fresh.querySelector<HTMLElement>('button'))?.focus({ preventScroll: true });
}

const count = (within: ParentNode): number => Number(within.querySelector<HTMLElement>('[data-count]')?.dataset.count);

function send(sending: Sending): void {
  if (sending.state !== 'failed') return;
  sending.state = 'waiting';
  say(sending.row, null);
  afterTurn(async () => {
    if (!queue.includes(sending)) return;
    sending.state = 'sending';
    const page = await post('photo', sending);
    const before = count(photos()!);
    if (typeof page === 'number') return failWithout(sending, page);
    const refused = page.querySelector(REFUSAL)?.textContent;
    // One that is there already is kept once, and nothing is wrong with it.
    const kept = count(page) > before || refused === undefined;
    if (kept) {
      queue = queue.filter((other) => other !== sending);
      sending.row.remove();
    }
    put(page);
    if (!kept) fail(sending, 'refused', refused ?? '');
  });
  afterTurn(goOn);
}

/** The button that was pressed meanwhile, once nothing is on its way. */
function goOn(): void {
  if (pressed === undefined || queue.some(({ state }) => state !== 'failed')) return;
  const submitter = pressed;
  pressed = undefined;
  photos()!.closest('form')!.requestSubmit(submitter);
}

addEventListener('online', () => queue.forEach(sendAgain));

document.addEventListener('change', (change) => {
  const field = change.target as HTMLInputElement;
  if (!field.matches(`${PART} input[type=file]`)) return;
  const files = [...(field.files ?? [])];
  field.value = '';
  const ahead = queue.filter(({ state }) => state !== 'failed').length;
  files.forEach((file, at) => add(file, ahead + at, field));
  prepare();
});

// At the click already: a form that is sent has its empty fields marked as wrong.
document.addEventListener('click', (click) => {
  const button = (click.target as Element).closest<HTMLButtonElement>('[data-photo-act]');
  if (!button || plain) return;
  click.preventDefault();
  const act = button.value;
  afterTurn(async () => {
    const page = await post(act);
    if (typeof page !== 'number') return put(page);
    if (page === CONFLICT) return;
    // The browser says why, and its way back keeps the form.
    plain = true;
    button.click();
  });
});

document.addEventListener('submit', (submit) => {
  const form = submit.target as HTMLFormElement;
  if (plain || !form.querySelector(PART)) return;
  const failed = queue.find(({ state }) => state === 'failed');
  if (queue.length === 0) return;
  submit.preventDefault();
  if (failed) failed.row.querySelector<HTMLElement>('[data-acts] button:not([hidden])')!.focus();
  else pressed = submit.submitter;
});

prepare();
