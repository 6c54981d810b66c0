/**
 * Photos of a listing are put in order by their handles, by touch and by mouse, beside the buttons that do the same. Only
 * the handle moves a photo: beside it the page scrolls. A line shows where the photo goes; letting it go presses a button
 * of the form, which `photo.ts` sends. Escape leaves all as it was.
 */

/** So near to an end of the window the page goes on by itself. */
const EDGE = 80;
const STEP = 10;

/** A photo that is held. */
interface Held {
  row: HTMLElement;
  others: HTMLElement[];
  from: number;
  to: number;
  /** Of the pointer, in the window, and where it was in the page when it came. */
  y: number;
  began: number;
}

let held: Held | undefined;

function mark(): void {
  if (!held) return;
  const { row, others, from, y } = held;
  row.style.transform = `translateY(${y + scrollY - held.began}px)`;
  const above = others.filter((other) => {
    const { top, height } = other.getBoundingClientRect();
    return top + height / 2 < y;
  });
  const to = (held.to = above.length);
  const isMoved = to !== from;
  others.forEach((other, at) => {
    other.classList.toggle('drop-above', isMoved && at === to);
    other.classList.toggle('drop-below', isMoved && to === others.length && at === to - 1);
  });
}

/** While the photo is held at an end of the window. */
function scrollOn(): void {
  if (!held) return;
  const step = held.y < EDGE ? -STEP : held.y > innerHeight - EDGE ? STEP : 0;
  if (step) {
    scrollBy({ top: step, behavior: 'instant' });
    mark();
  }
  requestAnimationFrame(scrollOn);
}

/** Ends it; what was held. */
function letGo(): Held | undefined {
  const last = held;
  held = undefined;
  if (!last) return;
  last.row.classList.remove('lifted');
  last.row.style.removeProperty('transform');
  last.others.forEach((other) => other.classList.remove('drop-above', 'drop-below'));
  return last;
}

function drop(): void {
  const last = letGo();
  if (!last || last.to === last.from) return;
  const { row, others, to } = last;
  if (others[to]) others[to].before(row);
  else others.at(-1)!.after(row);
  const button = Object.assign(document.createElement('button'), { name: 'action', hidden: true, formNoValidate: true });
  button.value = `to${to + 1}-${row.dataset.photo}`;
  button.dataset.photoAct = '';
  row.append(button);
  button.click();
}

document.addEventListener('pointerdown', (down) => {
  const handle = (down.target as Element).closest<HTMLElement>('[data-grip]');
  const row = handle?.closest<HTMLElement>('[data-photo]');
  if (!handle || !row || held || down.button !== 0) return;
  down.preventDefault();
  handle.setPointerCapture(down.pointerId);
  const rows = [...row.parentElement!.children] as HTMLElement[];
  const from = rows.indexOf(row);
  const others = rows.filter((other) => other !== row);
  held = { row, others, from, to: from, y: down.clientY, began: down.clientY + scrollY };
  row.classList.add('lifted');
  requestAnimationFrame(scrollOn);
});
document.addEventListener('pointermove', (move) => {
  if (!held) return;
  held.y = move.clientY;
  mark();
});
document.addEventListener('pointerup', drop);
document.addEventListener('pointercancel', letGo);
// Also when the photos were changed meanwhile, and the handle has gone.
document.addEventListener('lostpointercapture', letGo);
document.addEventListener('keydown', (key) => {
  if (key.key === 'Escape') letGo();
});
