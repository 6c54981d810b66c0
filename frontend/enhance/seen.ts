// That a piece's page was opened: once for each piece and visit, without a cookie and without saying who. The page that
// visitors share is kept and cannot count. Without this script nothing is counted.

function countVisit(): void {
  const piece = document.querySelector<HTMLElement>('[data-piece]')?.dataset.piece;
  if (!piece) return;
  try {
    if (sessionStorage.getItem(`seen-${piece}`)) return;
    sessionStorage.setItem(`seen-${piece}`, '1');
  } catch {
    // A browser that keeps nothing would count each time.
    return;
  }
  navigator.sendBeacon(`/shop/${piece}/seen`);
}

countVisit();
