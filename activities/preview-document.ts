import type { RecordSnapshot } from '../accounting/accounting-record';
import { ruled } from '../accounting/attention';
import { planDocument } from '../accounting/document-plan';
import { type Findings, type Preview, previewOf } from '../accounting/preview';
import type { Connected } from './connection/connection-clients';
import { handEnteredTwin } from './connection/look-alikes';
import { type VendorMatch, vendorOf } from './match-vendor';
import { checksOf } from './previewing/checks';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { documentReference } from './support/document-reference';
import { mappedSettings } from './support/mapped-settings';
import { accountsOf, spelled } from './support/plan-accounts';
import { tellAudit } from './support/step';
import { storedSnapshot } from './support/stored';
import { foreseenGroupId } from './writing/groups';

export interface PreviewRequest extends RecordKey {
  /** What `readForPreview` stored; without it, what `fetchRecord` stored of the record. */
  readonly previewId?: string;
}

/**
 * Plans the document that a record would become, finds its vendor, and asks Epicor whatever can be asked without
 * making anything there. Writes nothing in either system and moves nothing in the ledger. The preview is for a person
 * and bounded: it is the one content that travels as a result (docs/decisions/0010-previews-travel.md).
 */
export function previewDocument(deps: ActivityDependencies) {
  return async ({ connectionId, recordId, previewId }: PreviewRequest): Promise<Preview> => {
    const key = { connectionId, recordId };
    const connected = await deps.connections.get(connectionId);
    const snapshot = await snapshotFor(deps, key, previewId);
    const ruling = planDocument(snapshot, await mappedSettings(deps.store, connected.settings));
    const planned = ruling.ok
      ? ruled(spelled(ruling.value, await accountsOf(connected, ruling.value)))
      : ruling;
    const findings = planned.ok ? await findingsOf(deps, connected, key, snapshot, planned.value) : null;
    const vendor = findings?.vendor ?? null;
    const twin =
      planned.ok && vendor
        ? await handEnteredTwin(deps.store, connectionId, snapshot, planned.value, vendor.vendorNum)
        : null;
    const notes = [
      ...(twin ? [twin] : []),
      ...(await ledgerNotes(deps, key)),
      ...brexNotes(snapshot, connected),
    ];
    const preview = previewOf(connectionId, snapshot, planned, findings, notes);
    tellAudit(`preview: ${preview.verdict}`, {
      document: preview.document,
      vendor: preview.vendor,
      problems: preview.problems.map(({ text }) => text),
      notes: preview.notes,
      checks: preview.checks.map(({ what, result }) => `${result}: ${what}`),
    });
    return preview;
  };
}

async function snapshotFor(
  { store }: ActivityDependencies,
  key: RecordKey,
  previewId: string | undefined,
): Promise<RecordSnapshot> {
  if (previewId === undefined) return storedSnapshot(store, key);
  const snapshot = await store.previews.get(previewId);
  if (!snapshot) throw new Error(`what was read of ${key.recordId} is gone: ask for the preview again`);
  return snapshot;
}

async function findingsOf(
  deps: ActivityDependencies,
  connected: Connected,
  key: RecordKey,
  snapshot: RecordSnapshot,
  plan: Parameters<typeof checksOf>[4],
): Promise<Findings> {
  const found = plan.vendorRole ? await vendorOf(deps, connected, key, snapshot, plan.vendorRole) : null;
  const match = found?.result ?? null;
  const matched = match?.decision === 'matched' ? match : null;
  const accounts = await connected.accounts.find(
    plan.lines.map(({ account }) => account),
    plan.applyDate,
  );
  return {
    groupId: await foreseenGroupId(deps.store, connected, plan),
    vendor: matched && (await previewedVendor(connected, matched, found?.how?.reason)),
    question: match?.decision === 'ask' ? match : null,
    accountNames: new Map([...accounts].map(([account, { row }]) => [account, row?.description ?? ''])),
    checks: await checksOf(deps, connected, key, snapshot, plan, matched?.vendorNum ?? null),
  };
}

async function previewedVendor(
  { vendors }: Connected,
  { vendorNum, name, rule }: Extract<VendorMatch, { decision: 'matched' }>,
  reason: string | undefined,
): Promise<Findings['vendor']> {
  const vendor = await vendors.get(vendorNum);
  return {
    vendorNum,
    vendorId: vendor?.vendorId ?? '',
    name,
    why: ruleInWords[rule] ?? reason ?? `named by ${rule}`,
  };
}

const ruleInWords: Readonly<Record<string, string>> = {
  remembered: 'remembered from an earlier decision',
  'exact-name': 'the only active vendor of this name',
};

/** Where the record stands already: a preview of it is asked for in any state. */
async function ledgerNotes({ store }: ActivityDependencies, key: RecordKey): Promise<string[]> {
  const row = await store.ledger.get(key);
  if (!row) return [];
  const document = row.epicorKey ? ` as ${documentReference(row)}` : '';
  return row.state === 'seen' ? [] : [`Our ledger has the record as ${row.state}${document}.`];
}

function brexNotes({ record }: RecordSnapshot, { settings }: Connected): string[] {
  const readyIn = record.sourceType === 'BILL' ? settings.brex.bookBillsIn : ['READY_FOR_EXPORT'];
  if (readyIn.includes(record.reviewStatus)) return [];
  return [`Brex has it in ${record.reviewStatus}: only a record that is ready for export is booked.`];
}
