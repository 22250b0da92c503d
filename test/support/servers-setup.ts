import { randomBytes } from 'node:crypto';
import { startTestServers } from './servers';

/**
 * One PostgreSQL and one Temporal server for the whole run; jest calls this once, though two projects name
 * it. What it sets here, the workers of jest inherit:
 * - TEST_DATABASE_URL: administrator's URL, for support/database.ts
 * - TEMPORAL_ADDRESS: the development server, in memory, search attributes registered
 * - BREX_KINETIC_MASTER_KEY: of this run only
 */
export default async function setUp(): Promise<void> {
  const servers = await startTestServers();
  globalThis.brexKineticTestServers = servers;
  process.env.TEST_DATABASE_URL = servers.databaseUrl;
  process.env.TEMPORAL_ADDRESS = servers.temporalAddress;
  process.env.BREX_KINETIC_MASTER_KEY ??= randomBytes(32).toString('base64');
}
