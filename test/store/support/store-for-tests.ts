import { Client } from 'pg';
import type { ConnectionSecrets, ConnectionSettings } from '../../../accounting/connection-settings';
import { openStore, type Store } from '../../../store';
import { createTestDatabase } from '../../support/database';

export interface TestStore {
  readonly store: Store;
  readonly databaseUrl: string;
  /** A session of its own, past every repository: what any program could send. */
  readonly sql: Client;
  close(): Promise<void>;
}

export const masterKey = new Uint8Array(32).fill(7);

/** A store over a database of its own. */
export async function openTestStore(): Promise<TestStore> {
  const database = await createTestDatabase();
  const store = await openStore({ databaseUrl: database.url, masterKey });
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  return {
    store,
    databaseUrl: database.url,
    sql,
    close: async () => {
      await sql.end();
      await store.close();
      await database.drop();
    },
  };
}

export const secrets: ConnectionSecrets = {
  brexToken: 'bxt_very-secret-token',
  webhookSecrets: ['whsec_very-secret-webhook', 'whsec_older-secret-webhook'],
  epicorApiKey: 'very-secret-api-key',
  epicorPassword: 'very-secret-päss\u0000wörd',
};

/** Settings of connection "acme"; the group follows from the id, so that several connections get along. */
export function settingsOf(id = 'acme', group = id.slice(0, 4).toUpperCase()): ConnectionSettings {
  return {
    id,
    mode: 'live',
    startDate: '2026-10-01',
    brex: {
      baseUrl: 'https://api.brex.com',
      authKind: 'user-token',
      reportBills: 'auto',
      bookBillsIn: ['READY_FOR_EXPORT'],
    },
    epicor: {
      baseUrl: 'https://erp.example.com/Kinetic',
      company: 'EPIC06',
      authKind: 'basic',
      username: 'svc-brex',
      invoiceSave: 'auto',
      settle: '2m',
    },
    mapping: { coaCode: 'MAIN', segments: { 1: { field: 'gl_account' } }, values: {} },
    posting: {
      timeZone: 'America/New_York',
      utcMidnightIsDate: true,
      group,
      bookId: 'MAIN',
      journalCode: 'GJ',
      accounts: { cardLiability: '2110|00|000' },
      protectedAccounts: [],
      bills: 'paid-in-brex',
      reimbursements: 'accrual',
      noVendor: 'ask',
      closedPeriod: 'park',
      markExportedWhen: 'saved',
      postGroups: false,
      attachReceipts: false,
      types: {},
    },
    schedules: {
      backfill: '1h',
      epicorPoll: '15m',
      referenceSync: '1h',
      vendorAlignment: '1d',
      cashImport: 'off',
      tokenWatch: '1d',
      reconciliation: '1d',
      postGroups: '1d',
      wakePosted: '15m',
    },
  };
}
