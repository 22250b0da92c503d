import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { LedgerRow } from '../store';
import type { Connected } from './connection/connection-clients';
import { isBill, isReady, refusesBills, staysUnreported, unreportedInWords } from './support/bill-reports';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { deepLink, documentReference } from './support/document-reference';
import { report } from './support/report';
import { inPreview, ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow } from './support/stored';

export interface Reported {
  readonly status: 'Exported' | 'Booked';
  readonly why: string;
}

/**
 * Tells Brex that the record is booked, with reference and deep link (BREX.md 2.5). The endpoint is not
 * idempotent: whoever may have been told before (state `reporting` on entry, or a lost answer) re-reads first.
 */
export function markExported(deps: ActivityDependencies) {
  return (key: RecordKey): Promise<Ruling<Reported>> =>
    ruling(async () => {
      const connected = await deps.connections.get(key.connectionId);
      if (connected.settings.mode === 'preview') return refused(inPreview);
      const row = await ledgerRow(deps.store, key);
      if (row.state === 'exported') return ruled({ status: 'Exported', why: 'Brex was told before.' });
      if (row.recordType !== null && (await neverReported(deps, connected, key, row)))
        return ruled({ status: 'Booked', why: unreportedInWords(row.recordType) });

      const mayHaveTold = row.state === 'reporting';
      if (mayHaveTold) {
        const settled = await settle(deps, connected, key, true);
        if (settled) return settled;
      } else {
        await deps.store.ledger.transition(key, 'reporting');
      }
      return tell(deps, connected, key, row, mayHaveTold);
    });
}

async function tell(
  deps: ActivityDependencies,
  connected: Connected,
  key: RecordKey,
  row: LedgerRow,
  mayHaveTold: boolean,
): Promise<Ruling<Reported>> {
  const referenceId = documentReference(row);
  const deepLinkUrl = deepLink(connected.settings, row);
  const { refusal, perhapsTaken } = await report(connected.reports, {
    recordId: key.recordId,
    success: { referenceId, ...(deepLinkUrl ? { deepLinkUrl } : {}) },
  });
  if (!refusal) return exported(deps, key, `reported to Brex as ${referenceId}`);
  const perhapsTold = mayHaveTold || perhapsTaken || ['lost-answer', 'unconfirmed'].includes(refusal.kind);
  if (['not-ready', 'not-found', 'unconfirmed'].includes(refusal.kind)) {
    const settled = await settle(deps, connected, key, perhapsTold || row.state === 'linked');
    if (settled) return settled;
  }
  if (isBill(row.recordType) && refusesBills(refusal, connected.settings)) return billsUnreported(deps, key);
  // a report that was surely not taken must not look like one that may have been
  if (!perhapsTold) await deps.store.ledger.transition(key, 'committed');
  throw refusal;
}

/**
 * Reads the record again; null where Brex still has it ready, so that it may be told (again). `mayHaveTold`: an
 * export that Brex shows may be by a report of ours, or is what a person linked the record for.
 */
async function settle(
  deps: ActivityDependencies,
  { records, settings }: Connected,
  key: RecordKey,
  mayHaveTold: boolean,
): Promise<Ruling<Reported> | null> {
  const record = await records.read(key.recordId);
  if (!record) return refused(gone());
  if (record.reviewStatus === 'EXPORTED') {
    if (mayHaveTold) return exported(deps, key, 'Brex shows it as exported');
    // it must not look as if a report of ours explained it
    await deps.store.ledger.transition(key, 'committed');
    return refused(exportedElsewhere());
  }
  if (isReady(record, settings)) return null;
  await deps.store.ledger.transition(key, 'committed');
  tellAudit(`booked, not reported: Brex has the record in ${record.reviewStatus}`);
  return ruled({
    status: 'Booked',
    why: `Booked in Epicor; Brex has the record in ${record.reviewStatus} and is told when it is ready again.`,
  });
}

async function exported(
  deps: ActivityDependencies,
  key: RecordKey,
  words: string,
): Promise<Ruling<Reported>> {
  await deps.store.ledger.transition(key, 'exported', { exportedAt: new Date(), reason: null });
  await deps.store.causes.clear(key);
  tellAudit(words);
  return ruled({ status: 'Exported', why: words });
}

// ── bills: whether they can be reported is not documented (BREX.md 2.5), so it is a setting or found out ──

async function neverReported(
  deps: ActivityDependencies,
  { settings, learned }: Connected,
  key: RecordKey,
  row: LedgerRow,
): Promise<boolean> {
  if (!staysUnreported(row, settings, learned)) return false;
  await deps.store.causes.clear(key);
  tellAudit(unreportedInWords(row.recordType));
  return true;
}

async function billsUnreported(deps: ActivityDependencies, key: RecordKey): Promise<Ruling<Reported>> {
  await deps.store.connections.learn(key.connectionId, { billsReportable: false });
  await deps.store.ledger.transition(key, 'committed');
  tellAudit('booked; Brex refused the report of a bill, so bills are not reported from now on');
  return ruled({ status: 'Booked', why: unreportedInWords('BILL_EXPENSE') });
}

function gone(): Attention {
  return {
    code: 'deleted-in-brex',
    disposition: 'park',
    text: 'The record is booked in Epicor, but Brex no longer has it.',
    remedy: 'Reverse the document in Epicor if the spend did not happen; then skip the record.',
  };
}

function exportedElsewhere(): Attention {
  return {
    code: 'exported-elsewhere',
    disposition: 'park',
    text: 'The record is booked in Epicor, but someone else reported it to Brex as exported.',
    remedy: 'Check in Epicor that it was not booked twice; then retry with confirm "changed".',
  };
}
