import type { Migration } from 'kysely';
import * as connections from './0001-connections';
import * as ledger from './0002-ledger';
import * as ledgerRules from './0003-ledger-rules';
import * as drafts from './0004-drafts';
import * as vendors from './0005-vendors';
import * as audit from './0006-audit';
import * as cursorsHoldsCauses from './0007-cursors-holds-causes';
import * as brexAccess from './0008-brex-access';
import * as documentGroups from './0009-document-groups';
import * as cashTransactions from './0010-cash-transactions';
import * as previewSnapshots from './0010-preview-snapshots';
import * as mirrors from './0011-mirrors';
import * as mappingAndReferences from './0012-mapping-and-references';
import * as vendorLinkDoubts from './0016-vendor-link-doubts';
import * as vendorQuestions from './0018-vendor-questions';
import * as vendorAlignment from './0019-vendor-alignment';
import * as recordVersions from './0022-record-versions';
import * as wokenBy from './0024-woken-by';

/** In the order in which they are applied. One that was released is never changed: add another. */
export const migrations: Record<string, Migration> = {
  '0001-connections': connections,
  '0002-ledger': ledger,
  '0003-ledger-rules': ledgerRules,
  '0004-drafts': drafts,
  '0005-vendors': vendors,
  '0006-audit': audit,
  '0007-cursors-holds-causes': cursorsHoldsCauses,
  '0009-document-groups': documentGroups,
  '0010-cash-transactions': cashTransactions,
  '0010-preview-snapshots': previewSnapshots,
  '0011-mirrors': mirrors,
  '0012-mapping-and-references': mappingAndReferences,
  '0008-brex-access': brexAccess,
  '0016-vendor-link-doubts': vendorLinkDoubts,
  '0018-vendor-questions': vendorQuestions,
  '0019-vendor-alignment': vendorAlignment,
  '0022-record-versions': recordVersions,
  '0024-woken-by': wokenBy,
};
