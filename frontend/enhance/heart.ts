// A piece's heart, filled without leaving the page. The pages that visitors share know nobody's favourites: theirs stand in
// a cookie that this script reads. Without it the form's button adds the piece, and the list of favourites takes it out.

const FORMS = 'form[data-heart]';

/** The numbers of the pieces in the cookie, whose name has a prefix behind TLS. */
function kept(): string[] {
  const pairs = document.cookie.split('; ').map((pair) => pair.split('='));
  const found = pairs.find(([name]) => name === '__Host-favourites') ?? pairs.find(([name]) => name === 'favourites');
  return found?.[1]?.split('.') ?? [];
}

function show(form: HTMLFormElement, isKept: boolean): void {
  const button = form.querySelector<HTMLButtonElement>('button[name="act"]')!;
  button.value = isKept ? 'remove' : 'add';
  form.querySelector<HTMLElement>('[data-off]')!.hidden = isKept;
  form.querySelector<HTMLElement>('[data-on]')!.hidden = !isKept;
}

function read(): void {
  document.querySelectorAll<HTMLFormElement>(`${FORMS}[data-heart="cookie"]`).forEach((form) => {
    show(form, kept().includes(new FormData(form).get('product') as string));
  });
}

async function press(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>('button[name="act"]')!;
  const { value: act } = button;
  const body = new URLSearchParams({ product: new FormData(form).get('product') as string, act });
  button.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    // It leads on to the list, which nobody needs here.
    if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error(String(answer.status));
    show(form, act === 'add');
  } catch {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'act', value: act });
    form.append(field);
    form.submit();
  } finally {
    button.removeAttribute('aria-busy');
  }
}

document.addEventListener('submit', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>(FORMS);
  if (!form) return;
  event.preventDefault();
  void press(form);
});
// Also when the browser brings the page back as it was.
addEventListener('pageshow', read);
