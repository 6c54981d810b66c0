// Buttons that copy the page's address and hand it to other apps. Hidden until this script is there, and where the browser
// cannot do it; the plain links beside them work without.

document.querySelectorAll<HTMLElement>('[data-share]').forEach((box) => {
  const url = box.dataset.share!;
  const [copy, more] = ['copy', 'more'].map((name) => box.querySelector<HTMLButtonElement>(`button[data-${name}]`)!);
  const said = box.querySelector<HTMLElement>('[role="status"]')!;
  // Only where the page came over TLS, or from this machine.
  if (navigator.clipboard as Clipboard | undefined) {
    copy!.hidden = false;
    copy!.addEventListener('click', () => {
      navigator.clipboard.writeText(url).then(
        () => (said.textContent = copy!.dataset.copy!),
        () => (said.textContent = url),
      );
    });
  }
  if (navigator.share as Navigator['share'] | undefined) {
    more!.hidden = false;
    more!.addEventListener('click', () => {
      // Whoever changes their mind has not failed.
      navigator.share({ title: more!.dataset.more!, url }).catch(() => undefined);
    });
  }
});
