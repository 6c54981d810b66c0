/** Before all tests: the demo is made once; every worker's server gets a copy. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START } from './clock';
import { databaseToSeed } from './postgres';
import { run } from './server';

/** Gives what clears up after the run. */
export default function seed(): () => void {
  const given = process.env.E2E_WORK;
  // The workers inherit it.
  const work = (process.env.E2E_WORK = given ?? mkdtempSync(join(tmpdir(), 'tsukuriba-e2e-')));
  const data = join(work, 'demo');
  mkdirSync(data, { recursive: true });
  const settings = { data, clock: START, database: databaseToSeed() };
  run(settings, 'migrate');
  run(settings, 'seed', 'demo');
  return () => {
    if (!given) rmSync(work, { recursive: true, force: true });
  };
}
