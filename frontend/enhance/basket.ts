// How many pieces are in the cart, on its sign in the header. The pages that visitors share know nobody's cart: it stands
// in a cookie that begins with the number. Without this script the sign shows none.

/** The cookie's name has a prefix behind TLS. */
function basketPieces(): number {
  const pairs = document.cookie.split('; ').map((pair) => pair.split('='));
  const found = pairs.find(([name]) => name === '__Host-basket') ?? pairs.find(([name]) => name === 'basket');
  return parseInt(found?.[1] ?? '', 10) || 0;
}

function showBasket(): void {
  const n = basketPieces();
  document.querySelectorAll<HTMLElement>('[data-basket]').forEach((sign) => {
    sign.querySelector('.n')?.remove();
    if (!n) return;
    sign.setAttribute('aria-label', sign.dataset.basket!.replace('{n}', String(n)));
    const words = Object.assign(document.createElement('span'), { className: 'n num', textContent: n > 99 ? '99+' : String(n) });
    words.setAttribute('aria-hidden', 'true');
    sign.append(words);
  });
}

// Also when the browser brings the page back as it was.
addEventListener('pageshow', showBasket);
