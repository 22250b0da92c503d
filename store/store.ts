import { sql } from 'kysely';
import { createAuditTrail } from './audit-trail';
import { createBillStatuses } from './bill-statuses';
import { createBrexAccess } from './brex-access';
import { createBrexBudget } from './brex-budget';
import { createBrexTokens } from './brex-tokens';
import { createCashTransactions } from './cash-transactions';
import { createConnections } from './connections';
import { createCursors } from './cursors';
import { type DatabaseOptions, openDatabase } from './database';
import { createDocumentGroups } from './document-groups';
import { createDrafts } from './drafts';
import { createHolds } from './holds';
import { createLedger } from './ledger';
import { createMappingRules } from './mapping-rules';
import { createMirrors } from './mirrors';
import { createNotices } from './notices';
import { createParkedCauses } from './parked-causes';
import { createPreviewSnapshots } from './preview-snapshots';
import { createPushedReferences } from './pushed-references';
import type { Store } from './types';
import { createVault } from './vault';
import { createVendorAlignment } from './vendor-alignment';
import { createVendorLinks } from './vendor-links';
import { createVendorPartners } from './vendor-partners';
import { createVendorQuestions } from './vendor-questions';
import { createVendorRejections } from './vendor-rejections';

export interface StoreOptions extends DatabaseOptions {
  readonly databaseUrl: string;
  /** 32 bytes: see `loadMasterKey`. */
  readonly masterKey: Uint8Array;
}

/**
 * The store over a database that `migrate` brought up to date. Connects when first used, so that a process may
 * start before PostgreSQL does: ask `ready()`. Throws `MasterKeyError` for a key of another length.
 */
export async function openStore({ databaseUrl, masterKey, ...options }: StoreOptions): Promise<Store> {
  const vault = createVault(masterKey);
  const db = openDatabase(databaseUrl, options);
  return {
    connections: createConnections(db, vault),
    ledger: createLedger(db),
    drafts: createDrafts(db),
    previews: createPreviewSnapshots(db),
    cash: createCashTransactions(db),
    vendorLinks: createVendorLinks(db),
    mirrors: createMirrors(db),
    vendorRejections: createVendorRejections(db),
    vendorQuestions: createVendorQuestions(db),
    vendorPartners: createVendorPartners(db),
    vendorAlignment: createVendorAlignment(db),
    audit: createAuditTrail(db),
    cursors: createCursors(db),
    holds: createHolds(db),
    causes: createParkedCauses(db),
    groups: createDocumentGroups(db),
    mappingRules: createMappingRules(db),
    references: createPushedReferences(db),
    brexTokens: createBrexTokens(db, vault),
    brexAccess: createBrexAccess(db, vault),
    brexBudget: createBrexBudget(db),
    notices: createNotices(db),
    billStatuses: createBillStatuses(db),
    ready: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
