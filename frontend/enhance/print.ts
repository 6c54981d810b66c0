// A button that opens the printing dialog, which a tablet has no key for. Hidden until this script is there; without it the
// browser's own menu prints. A paper that was issued just now opens the dialog by itself.

document.querySelectorAll<HTMLButtonElement>('button[data-print]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => print());
  if (button.dataset.print === 'now') addEventListener('load', () => print(), { once: true });
});
