import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../store';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** One per server: whoever comes first makes it. The lock goes with the session that took it. */
const template = 'test_template';
const templateLock = 7_240_318;

/** A database of its own for one test file: a copy of one that was migrated once. */
export function createTestDatabase(): Promise<TestDatabase> {
  return asAdministrator(async (administrator) => {
    // a template cannot be copied while another file migrates it
    await administrator.query('select pg_advisory_lock($1)', [templateLock]);
    await migrateTemplate(administrator);
    return copy(administrator, template);
  });
}

/** One without tables. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return asAdministrator((administrator) => copy(administrator, 'template0'));
}

async function copy(administrator: Client, from: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administrator.query(`create database ${name} template ${from}`);
  return {
    url: urlOf(name),
    drop: () =>
      asAdministrator(async (again) => {
        await again.query(`drop database ${name} with (force)`);
      }),
  };
}

/** A server that is given by DATABASE_URL may have the template of an earlier run, with fewer tables. */
async function migrateTemplate(administrator: Client): Promise<void> {
  const { rowCount } = await administrator.query('select from pg_database where datname = $1', [template]);
  if (rowCount === 0) await administrator.query(`create database ${template}`);
  await migrate(urlOf(template));
}

async function asAdministrator<T>(work: (administrator: Client) => Promise<T>): Promise<T> {
  const administrator = new Client({ connectionString: administratorUrl() });
  await administrator.connect();
  try {
    return await work(administrator);
  } finally {
    await administrator.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(administratorUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function administratorUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: test/support/servers-setup.ts sets it');
  return url;
}
