import { Kysely } from 'kysely';
import { Pool, types } from 'pg';
import { CamelCaseRows, StoreDialect } from './dialect';
import { preparing } from './prepared';
import type { Database } from './tables';

export type Db = Kysely<Database>;

export interface DatabaseOptions {
  /** Connections at most; every process of ours has its own pool. */
  readonly poolSize?: number;
}

const int8 = 20;

/**
 * A pool that outlives restarts of PostgreSQL: a connection that breaks while idle is dropped, and the next
 * query opens another. Connects when first used.
 */
export function openDatabase(databaseUrl: string, { poolSize = 10 }: DatabaseOptions = {}): Db {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    application_name: 'brex-kinetic',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // our statements are short: one that is not waits for a lock that nobody will release
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  // without listeners, a connection that the server ends would end the process: an idle one, or one between
  // two queries of a transaction; a query that it interrupts fails by itself
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({
    dialect: new StoreDialect({ pool: preparing(pool) }),
    plugins: [new CamelCaseRows()],
  });
}

/** Our bigints are counters within 2^53; larger integers are numeric columns, and numeric stays text. */
const getTypeParser = ((oid: number, format?: 'text') =>
  oid === int8 ? safeInteger : types.getTypeParser(oid, format)) as typeof types.getTypeParser;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
}

const unavailableCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  // too many connections, shutting down, crashed, starting up
  ...['53300', '57P01', '57P02', '57P03'],
]);

/** Whether an error says that PostgreSQL cannot be reached at the moment, rather than that a query is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  // a host of several addresses fails with one error for each
  if (Array.isArray(errors) && errors.some(isDatabaseUnavailable)) return true;
  return (
    unavailableCodes.has(String(code)) ||
    // class 08 is connection exceptions; pg names its own only in words
    /^08\w{3}$/.test(String(code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(String(message))
  );
}
