// A flood of strangers: node flood.mjs BASE DATA TOKEN PID [REQUESTS] [ADDRESSES] [SECONDS]
// Sends sign-ups, sign-ins, orders and resets evenly from that many addresses (X-Forwarded-For; the server trusts a proxy)
// while a member books and cancels through the API. Prints answers by status, the member's waits, memory, mails;
// exits with 1 unless the member booked all the while, memory stayed flat and at most MAILS_MAX mails left.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [base, data, token, pid, requests = '10000', addresses = '500', seconds = '60'] = process.argv.slice(2);
/** What the throttles let out in a quarter of an hour; twice that when the flood lies across its end. */
const MAILS_MAX = 600;
/** Growth that is no leak: caches fill, hashes take 19 MiB each. */
const MEMORY_MIB_MAX = 128;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function call(method, path, headers, body) {
  return new Promise((done) => {
    const began = performance.now();
    const ask = request(new URL(path, base), { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => done({ status: answer.statusCode, text, ms: performance.now() - began }));
    });
    ask.on('error', () => done({ status: 0, text: '', ms: performance.now() - began }));
    ask.end(body);
  });
}

const memory = () => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const outbox = () => (existsSync(`${data}/outbox`) ? readdirSync(`${data}/outbox`).filter((name) => /^[^.].*\.eml$/.test(name)).length : 0);
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

const shelf = await call('GET', '/shop', {});
const pieces = [...new Set([...shelf.text.matchAll(/href="\/shop\/(?:[^"\/?]*-)?(\d+)"/g)].map((found) => found[1]))];
const acts = [
  (n) => ['/signup', { kind: 'member', display_name: 'flood', email: `s${n}@example.jp`, password: 'long enough to be one' }],
  (n) => ['/signin', { email: (n >> 2) % 2 ? 'member@example.jp' : `s${n}@example.jp`, password: 'wrong' }],
  (n) => [`/shop/${pieces[n % pieces.length]}/reserve`, { key: `k${n}`, quantity: '1', name: 'flood', email: `o${n % 400}@example.jp` }],
  (n) => ['/reset', { email: (n >> 2) % 2 ? 'member@example.jp' : `s${n}@example.jp` }],
];

const mails = outbox();
const before = memory();
let [over, highest] = [false, before];
const member = { booked: 0, refused: 0, waits: [] };

async function books() {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-forwarded-for': '198.18.0.1' };
  for (let n = 0; !over; n++) {
    const day = new Date(Date.now() + (2 + (n % 12)) * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
    const hour = 11 + (n % 7);
    const body = JSON.stringify({ equipment: 'cutting-plotter', start: `${day}T${hour}:00:00+09:00`, end: `${day}T${hour}:30:00+09:00` });
    const made = await call('POST', '/api/v1/bookings', headers, body);
    member.waits.push(made.ms);
    if (made.status === 201) {
      member.booked++;
      await call('DELETE', `/api/v1/bookings/${JSON.parse(made.text).id}`, headers);
    } else member.refused += made.status === 409 ? 0 : 1;
    await rest(250);
  }
}

async function flood() {
  const counts = {};
  const all = [];
  const began = performance.now();
  for (let n = 0; n < Number(requests); n++) {
    const due = (n / Number(requests)) * Number(seconds) * 1000 - (performance.now() - began);
    if (due > 1) await rest(due);
    const [path, fields] = acts[n % acts.length](n);
    const from = n % Number(addresses);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `203.0.${113 + (from >> 8)}.${from & 255}` };
    const kind = path.replace(/\d+/, 'N');
    all.push(
      call('POST', path, headers, new URLSearchParams(fields).toString()).then(({ status }) => {
        const key = `${kind} ${status}`;
        counts[key] = (counts[key] ?? 0) + 1;
        if (all.length % 100 === 0) highest = Math.max(highest, memory());
      }),
    );
  }
  await Promise.all(all);
  console.log(`  ${requests} requests answered in ${Math.round((performance.now() - began) / 1000)} s`);
  return counts;
}

const booking = books();
const counts = await flood();
over = true;
await booking;
highest = Math.max(highest, memory());
member.waits.sort((a, b) => a - b);
const at = (part) => Math.round(member.waits[Math.floor((member.waits.length - 1) * part)]);
await rest(5_000);
const left = outbox() - mails;
for (const [key, n] of Object.entries(counts).sort()) console.log(`  ${key}: ${n}`);
console.log(`  the member: ${member.booked} bookings of ${member.waits.length} tries, ${member.refused} failed; median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`);
console.log(`  memory: ${Math.round(before)} MiB before, ${Math.round(highest)} MiB at most, ${Math.round(memory())} MiB after`);
console.log(`  mails that left: ${left} (at most ${MAILS_MAX})`);
const good = member.booked > 0 && member.refused === 0 && highest - before <= MEMORY_MIB_MAX && left <= MAILS_MAX;
process.exit(good ? 0 : 1);
