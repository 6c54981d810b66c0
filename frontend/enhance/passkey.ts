/**
 * Passkeys, which nothing but a script can ask a device for. A form with `data-passkey` (`get` or `create`) is hidden until
 * this script is there; sending it asks the server for a challenge (its address with `/options`), then the device, and sends
 * the form with the answer in `credential`. What may have to be said stands in the form (`data-say`).
 *
 * On the page of signing in, browsers offer passkeys in the field of the address too.
 */

// Its names are its own.
export {};

type Options = { publicKey: Record<string, unknown> };
type Kind = 'get' | 'create';

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** The options with bytes where JSON has text. */
function readable({ publicKey }: Options): Record<string, unknown> {
  type Key = { id: string };
  const keys = (list: unknown) => ((list as Key[] | undefined) ?? []).map((key) => ({ ...key, id: bytes(key.id) }));
  const user = publicKey.user as Key | undefined;
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge as string),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    allowCredentials: keys(publicKey.allowCredentials),
    excludeCredentials: keys(publicKey.excludeCredentials),
  };
}

/** The device's answer as JSON. */
function written(key: PublicKeyCredential): string {
  const response: Record<string, unknown> = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    const value = (key.response as unknown as Record<string, ArrayBuffer | null | undefined>)[name];
    if (value) response[name] = text(value);
  }
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, extensions: {} });
}

/** Shows one line of the form, or none. */
function say(form: HTMLFormElement, name: string, words?: string): void {
  form.querySelectorAll<HTMLElement>('[data-say]').forEach((line) => {
    line.hidden = line.dataset.say !== name;
    if (!line.hidden && words) line.textContent = words;
  });
}

/** What the server asks; its own words where it refuses. */
async function challenge(form: HTMLFormElement, signal: AbortSignal): Promise<Options> {
  const sent = new URLSearchParams();
  new FormData(form).forEach((value, name) => sent.append(name, String(value)));
  const answer = await fetch(`${form.getAttribute('action')!}/options`, { method: 'POST', body: sent, signal });
  const body = (await answer.json()) as Options & { message?: string };
  if (!answer.ok) throw new Refusal(body.message ?? '');
  return body;
}

class Refusal extends Error {}

/** What was asked last. One challenge counts at a time: what waits in the field of the address ends before another is asked for. */
let waiting: AbortController | undefined;

async function ask(form: HTMLFormElement, kind: Kind, inField = false): Promise<void> {
  const { signal } = (waiting = new AbortController());
  const publicKey = readable(await challenge(form, signal));
  const options: unknown = { publicKey, signal, ...(inField && { mediation: 'conditional' }) };
  const key = await navigator.credentials[kind](options as CredentialCreationOptions & CredentialRequestOptions);
  form.querySelector<HTMLInputElement>('[name=credential]')!.value = written(key as PublicKeyCredential);
  // The password has been looked at; it is not sent twice.
  form.querySelector<HTMLInputElement>('[name=current]')?.remove();
  form.submit();
}

function failed(form: HTMLFormElement, error: unknown): void {
  const name = error instanceof Error ? error.name : '';
  form.removeAttribute('aria-busy');
  if (error instanceof Refusal && error.message) say(form, 'refused', error.message);
  else say(form, name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : name === 'InvalidStateError' ? 'known' : 'failed');
}

const isPossible = 'PublicKeyCredential' in window && 'credentials' in navigator;

document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach((form) => {
  const kind = form.dataset.passkey as Kind;
  if (!isPossible) return;
  form.hidden = false;
  form.addEventListener('submit', (submit) => {
    submit.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    say(form, '');
    waiting?.abort();
    ask(form, kind).catch((error: unknown) => failed(form, error));
  });
  const field = document.querySelector('input[autocomplete~=webauthn]');
  if (kind === 'get' && field) void inField(form);
});

/** Offers passkeys where the address is typed. Nobody asked for it, so that nothing is said when it does not work. */
async function inField(form: HTMLFormElement): Promise<void> {
  const can = PublicKeyCredential.isConditionalMediationAvailable;
  if (!can || !(await can.call(PublicKeyCredential))) return;
  await ask(form, 'get', true).catch(() => undefined);
}

if (!isPossible) {
  document.querySelectorAll<HTMLElement>('[data-passkey-unsupported]').forEach((note) => (note.hidden = false));
}
