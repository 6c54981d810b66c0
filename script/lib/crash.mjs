// Members book through two servers, of which the first is killed: node crash.mjs BASES TOKENS_FILE DAY PID HANG
// The kill comes when its mail hangs (the file HANG is gone) and 20 were booked through it. Exits with 1 unless
// everything that was answered with success is there afterwards, and no machine is booked twice at a time.
import { existsSync, readFileSync } from 'node:fs';

const [bases, file, day, pid, hang] = process.argv.slice(2);
const servers = bases.split(',');
// Not those who raced before.
const tokens = readFileSync(file, 'utf8').trim().split('\n').slice(200);
const LANES = 8;
let booked = 0;
let killed = false;
let next = 0;
const kept = [];

async function book(n) {
  const hour = 10 + (n % 8);
  const body = JSON.stringify({
    equipment: `bench-0${n % 6}`,
    start: `${day}T${hour}:00:00+09:00`,
    end: `${day}T${hour + 1}:00:00+09:00`,
  });
  const server = n % 2;
  const headers = { authorization: `Bearer ${tokens[n]}`, 'content-type': 'application/json' };
  const answer = await fetch(`${servers[server]}/api/v1/bookings`, { method: 'POST', headers, body });
  if (answer.status !== 201) return;
  kept.push({ headers, ...(await answer.json()) });
  if (server === 0) booked += 1;
  if (!killed && booked >= 20 && !existsSync(hang)) {
    killed = true;
    process.kill(Number(pid), 'SIGKILL');
  }
}

async function lane() {
  while (next < tokens.length) await book(next++).catch(() => {});
}

await Promise.all(Array.from({ length: LANES }, lane));
let lost = 0;
for (const { id, headers } of kept) {
  const answer = await fetch(`${servers[1]}/api/v1/bookings/${id}`, { headers });
  if (answer.status !== 200) lost += 1;
}
const places = new Set(kept.map(({ unit, start }) => `${unit} ${start}`));
const good = killed && lost === 0 && places.size === kept.length;
console.log(
  `  killed after ${booked} bookings through it; ${kept.length} answered with success in all, ${lost} lost, ` +
    `${kept.length - places.size} twice${good ? '' : '  WRONG'}`,
);
process.exit(good ? 0 : 1);
