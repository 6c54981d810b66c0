/** Databases in the cluster that script/test starts; without E2E_POSTGRES the servers use SQLite. */

import { spawnSync } from 'node:child_process';

const CLUSTER = process.env.E2E_POSTGRES;
const TEMPLATE = 'demo_template';

/** Makes a database in the cluster, empty or like another; gives its URL. */
function create(name: string, template?: string): string | undefined {
  if (!CLUSTER) return undefined;
  const sql = `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`;
  const done = spawnSync('psql', [CLUSTER, '-qc', sql], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${sql}: ${done.stderr}`);
  return CLUSTER.replace('/postgres?', `/${name}?`);
}

/** The empty database to seed the demo into. */
export const databaseToSeed = (): string | undefined => create(TEMPLATE);

/** A copy of the seeded one. */
export const copyOfDatabase = (name: string): string | undefined => create(name, TEMPLATE);
