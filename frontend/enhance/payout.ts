// What the price in the form brings its maker, at each key. The percent, the words and the bounds are in the line's data;
// what it said when the page came is the server's. Without this script it says so again whenever the form is answered.

/** A whole number as people type it: full-width figures, commas, a yen sign around it; undefined for anything else. */
function priceOf(typed: string): number | undefined {
  const figures = typed.normalize('NFKC').replace(/[\s,、¥円点個]/g, '');
  return /^\d{1,12}$/.test(figures) ? Number(figures) : undefined;
}

/** As `domain::catalog::payout`: a part of a yen is the maker's. */
function payoutWords(line: HTMLElement, typed: string): string {
  const { percent, words, none, min, max } = line.dataset;
  const price = priceOf(typed);
  if (price === undefined || price < Number(min) || price > Number(max)) return none!;
  const commission = Math.floor((price * Number(percent)) / 100);
  const shown = (yen: number): string => yen.toLocaleString('en-US');
  return words!.replace('{maker}', shown(price - commission)).replace('{commission}', shown(commission));
}

function showPayout(): void {
  const line = document.querySelector<HTMLElement>('.payout[data-percent]');
  const field = document.querySelector<HTMLInputElement>('#f-price');
  if (line && field) line.textContent = payoutWords(line, field.value);
}

document.addEventListener('input', (event) => {
  if ((event.target as Element).id === 'f-price') showPayout();
});
// Also when the browser brings the form back as it was left.
addEventListener('pageshow', showPayout);
