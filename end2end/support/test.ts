/** `test` with a server for each worker: what a test writes, no test beside it sees. */

import { rmSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { START } from './clock';
import { copyOfDatabase } from './postgres';
import { copyOfDemo, Server } from './server';

export { expect } from '@playwright/test';

type Site = { url: string; data: string; seconds: () => number };

let current: Site | undefined;

export const test = base.extend<object, { clock: string; site: Site }>({
  /** When the server begins. A file that sets it gets servers of its own, which have only just begun. */
  clock: [START, { option: true, scope: 'worker' }],
  site: [
    async ({ clock }, use, worker) => {
      const name = `${process.env.E2E_DATABASE ?? 'sqlite'}-${worker.workerIndex}`;
      const data = copyOfDemo(name);
      const database = copyOfDatabase(name.replace(/\W/g, '_'));
      const server = await Server.start({ data, clock, database, pays: true }, name);
      current = { url: server.url, data, seconds: () => server.seconds() };
      await use(current);
      await server.end();
      rmSync(data, { recursive: true, force: true });
    },
    { scope: 'worker', auto: true, timeout: 180_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
});

/** The server of this worker. */
export function site(): Site {
  if (!current) throw new Error('no server runs: import test from support/test');
  return current;
}

/** An address, and with it a name, that no other test uses. */
export const address = (who: string): string => `${who}-${tag()}@example.jp`;

/** A word that no other test uses, nor another run of the same test. */
export const tag = (): string => test.info().testId.slice(-8);
