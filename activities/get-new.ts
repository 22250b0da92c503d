import { type Ruling, refused, ruled } from '../accounting/attention';
import { contentDigest } from '../accounting/content-digest';
import type { PlannedDocument } from '../accounting/document';
import type { Store } from '../store';
import type { Connected } from './connection/connection-clients';
import { handEnteredTwin, openOrderNamed } from './connection/look-alikes';
import type { ActivityDependencies, RecordKey, RetryRequest } from './support/dependencies';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { stored } from './support/stored';
import { type Draft, draftDocument } from './writing/drafts';

export interface DraftRequest extends RecordKey, RetryRequest {
  readonly vendorNum: number | null;
}

/** Closed periods are never further behind than this; a fiscal year has up to thirteen. */
const mostPeriodsAhead = 13;

/**
 * Asks Epicor for its defaults for the planned document (GetNew and the Change methods, EPICOR.md 3.2, 4) and
 * whether the apply date is open, which only Epicor knows; then pins vendor, number and content in the ledger.
 * Nothing but the group is saved in Epicor.
 */
export function getNew({ store, connections }: ActivityDependencies) {
  return (input: DraftRequest): Promise<Ruling<{ readonly applyDate: string }>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const connected = await connections.get(key.connectionId);
      const { snapshot, plan: wanted } = await stored(store, key, 'snapshot', 'plan');
      // a person who asks again may have changed the vendor just now
      if (input.retry && input.vendorNum !== null) await connected.vendors.all('now');
      if (input.vendorNum !== null && !input.confirmed.includes('po')) {
        const named = await openOrderNamed(store, connected, snapshot, input.vendorNum, input.retry);
        if (named) return refused(named);
      }
      const drafted = await onOpenDate(store, connected, wanted, input.vendorNum);
      if (!drafted.ok) return drafted;
      const { plan, draft } = drafted.value;
      if (plan !== wanted) await store.drafts.savePlan(key, plan);
      await store.ledger.reserve(key, draft, {
        digest: contentDigest(snapshot.record),
        documentKind: plan.kind,
        vendorNum: input.vendorNum,
        documentNumber: plan.documentNumber,
        marker: plan.marker,
        epicorKey: null,
      });
      const warning =
        input.vendorNum === null
          ? null
          : await handEnteredTwin(store, key.connectionId, snapshot, plan, input.vendorNum);
      const said = `Epicor gave its defaults in group ${draft.groupId}; it takes ${plan.applyDate}`;
      tellAudit([said, warning].filter(Boolean).join('. '), {
        groupId: draft.groupId,
        vendorNum: input.vendorNum,
        documentNumber: plan.documentNumber,
        remarks: remarksOf(draft),
      });
      return ruled({ applyDate: plan.applyDate });
    });
}

/** What Epicor remarked on the document without refusing it. */
function remarksOf(draft: Draft): readonly string[] {
  if (draft.of === 'invoice') return draft.invoice.remarks;
  return draft.remark === undefined ? [] : [draft.remark];
}

/**
 * Drafts on the planned date, or with `closedPeriod: next-open` on the first day of the next period that Epicor takes;
 * periods need not be months.
 */
async function onOpenDate(
  store: Store,
  connected: Connected,
  wanted: PlannedDocument,
  vendorNum: number | null,
): Promise<Ruling<{ plan: PlannedDocument; draft: Draft }>> {
  const first = await draftDocument(store, connected, wanted, vendorNum);
  if (first.ok) return ruled({ plan: wanted, draft: first.value });
  if (first.attention.code !== 'closed-period' || connected.settings.posting.closedPeriod === 'park')
    return first;
  let plan = wanted;
  for (let ahead = 0; ahead < mostPeriodsAhead; ahead += 1) {
    plan = { ...plan, applyDate: dayAfter((await connected.periods.periodOf(plan.applyDate)).to) };
    const later = await draftDocument(store, connected, plan, vendorNum);
    if (later.ok) return ruled({ plan, draft: later.value });
    if (later.attention.code !== 'closed-period') return later;
  }
  return first;
}

function dayAfter(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}
