// The safety checklist of a listing follows its category and its age: what each category asks stands in the part's data.
// Without this script the form that the server answers shows it.

function showSafety(): void {
  const part = document.querySelector<HTMLElement>('[data-safety]');
  const category = document.querySelector<HTMLSelectElement>('#f-category');
  const age = document.querySelector<HTMLSelectElement>('#f-target_age')?.value ?? '';
  if (!part || !category) return;
  const pairs = part.dataset.safety!.split(' ').map((pair) => pair.split('='));
  const words = pairs.find(([id]) => id === category.value)?.[1] ?? '';
  // As `domain::shop::asked_checks`.
  const asked = words.split(',').filter((word) => word !== 'child_toy' || age === '' || age === 'under_three');
  part.querySelectorAll<HTMLElement>('[data-check]').forEach((line) => {
    line.hidden = !asked.includes(line.dataset.check!);
  });
  part.hidden = !part.querySelector('[data-check]:not([hidden])');
}

document.addEventListener('change', (event) => {
  if (['f-category', 'f-target_age'].includes((event.target as Element).id)) showSafety();
});
// Also when the browser brings the form back as it was left.
addEventListener('pageshow', showSafety);
