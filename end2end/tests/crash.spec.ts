import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const BINARY = process.env.TSUKURIBA_BINARY ?? '../target/debug/tsukuriba';
const MACHINE = 'cutting-plotter';
const HALF_HOUR = 30 * 60_000;

type Free = { start: string; end: string };
type Answer = { status: number; id?: string; start: number };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function run(...args: string[]): string {
  const env = { ...process.env };
  delete env.DATABASE_URL;
  const done = spawnSync(BINARY, args, { encoding: 'utf8', env });
  expect(done.status, `${args.join(' ')}: ${done.stderr}`).toBe(0);
  return done.stdout.trim();
}

async function serve(data: string, port: number): Promise<ChildProcess> {
  const env: NodeJS.ProcessEnv = { ...process.env, TSUKURIBA_RATE_LIMIT: 'off' };
  delete env.DATABASE_URL;
  const server = spawn(BINARY, ['serve', '--data', data, '--addr', `127.0.0.1:${port}`], { env, stdio: 'ignore' });
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status;
  await expect.poll(ready, { timeout: 30_000 }).toBe(200);
  return server;
}

/** The machine's free half hours from tomorrow on, at most `count`. */
async function freeHalfHours(base: string, count: number): Promise<number[]> {
  const starts: number[] = [];
  for (let ahead = 1; ahead < 20 && starts.length < count; ahead += 1) {
    const date = new Date(Date.now() + ahead * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
    const answer = await fetch(`${base}/equipment/${MACHINE}/availability?date=${date}`);
    const { units } = (await answer.json()) as { units: { free: Free[] }[] };
    for (const { start, end } of units[0].free) {
      for (let at = Date.parse(start); at + HALF_HOUR <= Date.parse(end); at += HALF_HOUR) starts.push(at);
    }
  }
  return starts.slice(0, count);
}

// kill -9 in the middle of 50 bookings: what was answered with success is there, once.
test('no booking that was answered is lost to kill -9', async () => {
  test.setTimeout(180_000);
  const data = mkdtempSync(join(tmpdir(), 'tsukuriba-crash-'));
  run('migrate', '--data', data);
  run('seed', 'demo', '--data', data);
  const people = Array.from({ length: 60 }, (_, n) => `person${String(n + 1).padStart(2, '0')}@example.jp`);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}/api/v1`;
  let server = await serve(data, port);
  const slots = await freeHalfHours(base, 50);
  expect(slots).toHaveLength(50);
  const tokens: string[] = [];
  for (const email of people) {
    const made = spawnSync(BINARY, ['token', 'create', '--data', data, '--email', email], { encoding: 'utf8' });
    if (made.status === 0) tokens.push(made.stdout.trim());
  }
  expect(tokens.length).toBeGreaterThan(10);
  const ask = async (start: number, n: number): Promise<Answer> => {
    const headers = { authorization: `Bearer ${tokens[n % tokens.length]}`, 'content-type': 'application/json' };
    const body = JSON.stringify({
      equipment: MACHINE,
      start: new Date(start).toISOString(),
      end: new Date(start + HALF_HOUR).toISOString(),
    });
    const answer = await fetch(`${base}/bookings`, { method: 'POST', headers, body });
    const { id } = (await answer.json()) as { id?: string };
    if (answer.status === 201 && (booked += 1) === 10) server.kill('SIGKILL');
    return { status: answer.status, id, start };
  };
  let booked = 0;
  const settled = await Promise.allSettled(slots.map(ask));
  const answered = settled.flatMap((one, n) => (one.status === 'fulfilled' ? [{ ...one.value, n }] : []));
  const kept = answered.filter(({ status }) => status === 201);
  expect(kept.length, 'some were answered before the kill').toBeGreaterThanOrEqual(10);
  expect(kept.length, 'and some were not').toBeLessThan(50);

  server = await serve(data, port);
  for (const { id, start, n } of kept) {
    expect(await freeHalfHours(base, 1000), 'the time is taken').not.toContain(start);
    const headers = { authorization: `Bearer ${tokens[n % tokens.length]}` };
    const gone = await fetch(`${base}/bookings/${id}`, { method: 'DELETE', headers });
    expect(gone.status, 'the booking is there').toBe(204);
    expect(await freeHalfHours(base, 1000), 'and it was the only one').toContain(start);
  }
  server.kill('SIGTERM');
  rmSync(data, { recursive: true, force: true });
});
