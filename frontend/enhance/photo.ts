/**
 * A photo in a form: shown before it is sent, refused here already when it is too large, and sent with a bar that says
 * how far it is. When sending fails, the form stays as it was typed. Without this script the form is posted as it is.
 *
 * `[data-photo]` holds the file field (`data-bytes-max`), a canvas, and the lines that may be shown (`data-say`); the
 * form holds `[data-sending]` with a `<progress>`, and `[data-say=failed]`.
 */

const SIDE_MAX = 640;

/** Shows the line of that name, if there is one, or hides it. */
function say(within: ParentNode, name: string, shown: boolean): void {
  const line = within.querySelector<HTMLElement>(`[data-say="${name}"]`);
  if (line) line.hidden = !shown;
}

/** Draws the photo upright into the canvas; `false` for one that this browser cannot read. */
async function draw(file: File, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return true;
  } catch {
    return false;
  }
}

const isTooLarge = (field: HTMLInputElement, file: File): boolean => file.size > Number(field.dataset.bytesMax);

async function show(field: HTMLInputElement): Promise<void> {
  const around = field.closest<HTMLElement>('[data-photo]')!;
  const canvas = around.querySelector('canvas')!;
  const file = field.files?.[0];
  const tooLarge = !!file && isTooLarge(field, file);
  say(around, 'too-large', tooLarge);
  const drawn = !!file && !tooLarge && (await draw(file, canvas));
  if (field.files?.[0] !== file) return;
  canvas.hidden = !drawn;
  say(around, 'chosen', drawn);
  say(around, 'unseen', !!file && !tooLarge && !drawn);
}

document.addEventListener('change', (change) => {
  const field = change.target as HTMLInputElement;
  if (field.matches('[data-photo] input[type=file]')) void show(field);
});

/** Puts the page that was answered in the place of this one. */
function follow(answer: XMLHttpRequest): void {
  const page = new DOMParser().parseFromString(answer.responseText, 'text/html');
  // A form that came back says where it goes on; its address can be opened again.
  const form = page.querySelector('[data-photo]')?.closest('form');
  history.pushState(null, '', form?.getAttribute('action') ?? answer.responseURL);
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  document.querySelector<HTMLElement>('#errors')?.focus();
}

// What was put in place by the script is asked for again on the way back.
addEventListener('popstate', () => location.reload());

function send(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const sending = form.querySelector<HTMLElement>('[data-sending]')!;
  const bar = sending.querySelector('progress')!;
  const request = new XMLHttpRequest();
  const fail = () => {
    sending.hidden = true;
    form.removeAttribute('aria-busy');
    say(form, 'failed', true);
  };
  request.upload.addEventListener('progress', (at) => {
    if (at.lengthComputable) bar.value = at.loaded / at.total;
  });
  request.addEventListener('error', fail);
  request.addEventListener('load', () => (request.status === 200 || request.status === 422 ? follow(request) : fail()));
  say(form, 'failed', false);
  bar.value = 0;
  sending.hidden = false;
  form.setAttribute('aria-busy', 'true');
  // Its buttons are called `action` too, and hide the property of that name.
  request.open('POST', form.getAttribute('action')!);
  request.setRequestHeader('accept', 'text/html');
  request.send(new FormData(form, submitter));
}

document.addEventListener('submit', (submit) => {
  const form = submit.target as HTMLFormElement;
  const field = form.querySelector<HTMLInputElement>('[data-photo] input[type=file]');
  const file = field?.files?.[0];
  if (!field || !file) return;
  submit.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  if (isTooLarge(field, file)) field.focus();
  else send(form, submit.submitter);
});
