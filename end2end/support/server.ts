/** The program under test: started on a copy of one demo that was seeded once for the whole run. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, constants, cpSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const ROOT = join(__dirname, '..', '..');
const BINARY = process.env.TSUKURIBA_BINARY ?? join(ROOT, 'target/debug/tsukuriba');
const LOGS = join(__dirname, '..', 'artefacts');
/** Longest wait for a server to answer, on a machine that does much else. */
const READY_MS = 120_000;

export type Settings = {
  data: string;
  clock: string;
  database?: string;
  /** The name under which the site is reached: browsers allow no passkeys under a bare address. */
  host?: string;
  /** A stand-in for the payment provider beside it. */
  pays?: boolean;
};

function environment({ data, clock, database }: Settings): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...env } = process.env;
  return {
    ...env,
    TSUKURIBA_DATA: data,
    TSUKURIBA_CLOCK: clock,
    TSUKURIBA_RATE_LIMIT: 'off',
    ...(database ? { DATABASE_URL: database } : {}),
  };
}

/** Runs a command of the program to its end, and gives what it printed. */
export function run(settings: Settings, ...args: string[]): string {
  const done = spawnSync(BINARY, args, { encoding: 'utf8', env: environment(settings) });
  if (done.status !== 0) throw new Error(`${args.join(' ')}: ${done.error ?? done.stderr}`);
  return done.stdout.trim();
}

/** A folder of this name with a copy of the demo. */
export function copyOfDemo(name: string): string {
  const data = join(process.env.E2E_WORK!, name);
  cpSync(join(process.env.E2E_WORK!, 'demo'), data, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return data;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A server that answers; its log is in `artefacts`. */
export class Server {
  /** When it was first ready, on this process's own clock. */
  private began = performance.now();

  private constructor(
    readonly url: string,
    private readonly clock: string,
    private readonly process: ChildProcess,
  ) {}

  /** The server's time in seconds since 1970: behind it by how long it took to start, and never ahead. */
  seconds(): number {
    return (Date.parse(this.clock) + performance.now() - this.began) / 1000;
  }

  static async start(settings: Settings, log: string): Promise<Server> {
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const url = `http://${settings.host ?? '127.0.0.1'}:${port}`;
    mkdirSync(LOGS, { recursive: true });
    const file = openSync(join(LOGS, `server-${log}.log`), 'a');
    const env = { ...environment(settings), ...(settings.host ? { TSUKURIBA_SITE_URL: url } : {}) };
    const server = new Server(
      url,
      settings.clock,
      spawn(BINARY, ['serve', '--addr', address, ...(settings.pays ? ['--demo'] : [])], { env, stdio: ['ignore', file, file] }),
    );
    closeSync(file);
    const state = async () => {
      if (server.process.exitCode !== null) return 'ended';
      return (await fetch(`http://${address}/readyz`).catch(() => null))?.status === 200 ? 'ready' : 'starting';
    };
    await expect.poll(state, { timeout: READY_MS, intervals: [50] }).not.toBe('starting');
    expect(await state(), `see artefacts/server-${log}.log`).toBe('ready');
    server.began = performance.now();
    return server;
  }

  /** Ends it, and waits until it is gone. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await gone;
  }
}
