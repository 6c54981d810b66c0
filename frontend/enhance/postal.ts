// The address of a postal code, as soon as its seven figures stand in the field. What somebody typed stays as it is; what
// this script wrote follows the code. Without it a button of the form does the same.

interface PostalPlace {
  prefecture: string;
  city: string;
  town: string;
}

/** What this script wrote, by field. */
const filledIn = new Map<HTMLInputElement, string>();
/** The code that was asked for last. */
let askedCode = '';

const codeOf = (field: HTMLInputElement): string => field.value.normalize('NFKC').replace(/[^0-9]/g, '');

function fillIn(form: HTMLFormElement, name: string, words: string): void {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement) || (field.value.trim() && field.value !== filledIn.get(field))) return;
  field.value = words;
  filledIn.set(field, words);
}

/** The places of a code; none for a code that there is not, undefined when the server could not be asked. */
async function placesOf(code: string): Promise<PostalPlace[] | undefined> {
  try {
    const answer = await fetch(`/api/v1/postal-codes/${code}`);
    if (answer.status === 404) return [];
    return answer.ok ? ((await answer.json()) as { places: PostalPlace[] }).places : undefined;
  } catch {
    return undefined;
  }
}

async function fillAddress(field: HTMLInputElement): Promise<void> {
  const code = codeOf(field);
  const said = field.closest('.postal')?.querySelector<HTMLElement>('[data-postal]');
  if (code.length !== 7 || code === askedCode || !field.form || !said) return;
  askedCode = code;
  const places = await placesOf(code);
  // Typed on meanwhile, or out of reach: the fields are there for writing.
  if (codeOf(field) !== code || !places) return;
  const first = places[0];
  if (!first) {
    said.textContent = said.dataset.unknown!;
    return;
  }
  // As `domain::orders::Address::fill`.
  const shared = (part: keyof PostalPlace): string =>
    places.every((place) => place[part] === first[part]) ? first[part] : '';
  const parts = [shared('prefecture'), shared('city'), shared('town')] as const;
  fillIn(field.form, 'prefecture', parts[0]);
  fillIn(field.form, 'city', parts[1]);
  fillIn(field.form, 'street', parts[2]);
  fillIn(field.form, 'address', parts.join(''));
  said.textContent = places.length === 1 ? said.dataset.found! : said.dataset.several!;
}

document.addEventListener('input', (event) => {
  const field = event.target as HTMLInputElement;
  if (field.name === 'postal_code') void fillAddress(field);
});
