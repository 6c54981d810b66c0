import { START, dayAhead } from '../support/clock';
import { copyOfDemo, run, Server } from '../support/server';
import { expect, test } from '../support/test';

const MACHINE = 'cutting-plotter';
const HALF_HOUR = 30 * 60_000;
/** Requests under way at any time: when the server is killed, some are always unanswered, and most never sent. */
const AT_ONCE = 8;

type Free = { start: string; end: string };
type Kept = { id: string; start: number; token: string };

/** The machine's free half hours from tomorrow on, at most `count`. */
async function freeHalfHours(base: string, count: number): Promise<number[]> {
  const starts: number[] = [];
  for (let ahead = 1; ahead < 20 && starts.length < count; ahead += 1) {
    const answer = await fetch(`${base}/equipment/${MACHINE}/availability?date=${dayAhead(ahead)}`);
    const { units } = (await answer.json()) as { units: { free: Free[] }[] };
    for (const { start, end } of units[0].free) {
      for (let at = Date.parse(start); at + HALF_HOUR <= Date.parse(end); at += HALF_HOUR) starts.push(at);
    }
  }
  return starts.slice(0, count);
}

/** Books the slots, a few at once, until the server is gone; it is killed at the tenth answer. Gives what was answered. */
async function bookUntilKilled(server: Server, base: string, slots: number[], tokens: string[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  let next = 0;
  let killed: Promise<void> | undefined;
  const book = async (): Promise<void> => {
    while (!killed && next < slots.length) {
      const [start, token] = [slots[next], tokens[next % tokens.length]];
      next += 1;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const [from, to] = [start, start + HALF_HOUR].map((at) => new Date(at).toISOString());
      const body = JSON.stringify({ equipment: MACHINE, start: from, end: to });
      // The kill breaks the connection, before the answer or in the middle of it.
      const answer = await fetch(`${base}/bookings`, { method: 'POST', headers, body }).catch(() => null);
      const id = answer?.status === 201 ? await answer.json().then((json) => json.id as string, () => null) : null;
      if (id) kept.push({ id, start, token });
      if (kept.length === 10) killed ??= server.end('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, book));
  await killed;
  expect(next, 'it was killed in the middle').toBeLessThan(slots.length);
  return kept;
}

let running: Server | undefined;
test.afterEach(() => running?.end());

// kill -9 in the middle of 50 bookings: what was answered with success is there, once.
test('no booking that was answered is lost to kill -9', async () => {
  const name = `crash-${test.info().testId}`;
  const settings = { data: copyOfDemo(name), clock: START };
  const serve = async () => (running = await Server.start(settings, name));
  const first = await serve();
  const slots = await freeHalfHours(`${first.url}/api/v1`, 50);
  expect(slots).toHaveLength(50);
  const people = Array.from({ length: 10 }, (_, n) => `person${n + 20}@example.jp`);
  const tokens = people.map((email) => run(settings, 'token', 'create', '--email', email));
  const kept = await bookUntilKilled(first, `${first.url}/api/v1`, slots, tokens);
  expect(kept.length).toBeGreaterThanOrEqual(10);

  const base = `${(await serve()).url}/api/v1`;
  for (const { id, start, token } of kept) {
    expect(await freeHalfHours(base, 1000), 'the time is taken').not.toContain(start);
    const headers = { authorization: `Bearer ${token}` };
    const gone = await fetch(`${base}/bookings/${id}`, { method: 'DELETE', headers });
    expect(gone.status, 'the booking is there').toBe(204);
    expect(await freeHalfHours(base, 1000), 'and it was the only one').toContain(start);
  }
});
