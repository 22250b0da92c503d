import { checkAccount } from '../accounting/account-rules';
import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { DocumentKind, PlannedDocument, VendorRole } from '../accounting/document';
import { planDocument } from '../accounting/document-plan';
import { formatMoney } from '../accounting/money';
import { canBecome } from '../accounting/remnant';
import type { ActivityDependencies, RecordKey, RetryRequest } from './support/dependencies';
import { mappedSettings } from './support/mapped-settings';
import { accountsOf, type PlanAccounts, spelled } from './support/plan-accounts';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { stored } from './support/stored';
import { twinOf } from './support/twin-record';

export interface Mapped {
  readonly kind: DocumentKind;
  readonly vendorRole: VendorRole | null;
  /** "1,234.50 USD" */
  readonly total: string;
  /** What was begun in Epicor cannot become this document: it is to be deleted first. Nothing was stored. */
  readonly outgrown?: boolean;
}

/**
 * Turns the record into the document that will stand in Epicor: Brex field values become account segments, by the
 * rule table as it is now and by the connection file, and every account is checked in Epicor to exist, be active and
 * effective on the apply date, before anything is written (EPICOR.md 6). The plan is stored; only its outline is
 * returned.
 */
export function mapReferences({ store, connections }: ActivityDependencies) {
  return (input: RecordKey & RetryRequest): Promise<Ruling<Mapped>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const connected = await connections.get(key.connectionId);
      const { snapshot, state } = await stored(store, key, 'snapshot', 'state');
      // the dates of what was begun in Epicor stay, whatever a mapping changed since
      const begun = state === 'writing' ? await store.drafts.plan(key) : null;
      const planned = planDocument(snapshot, await mappedSettings(store, connected.settings), {
        applyDate: begun?.applyDate ?? input.applyDate,
      });
      if (!planned.ok) return planned;

      if (begun && !canBecome(begun, planned.value)) {
        tellAudit('what was begun in Epicor cannot become what is to be booked now: it is deleted first');
        return ruled({ ...outline(planned.value), outgrown: true });
      }
      const { type: recordType, sourceId, amount } = snapshot.record;
      const twin = await twinOf(store, { ...key, recordType, sourceId, ...amount });
      if (twin && !begun && !input.confirmed.includes('duplicate')) return refused(twin);
      const found = await accountsOf(connected, planned.value);
      const unusable = unusableAccount(found, planned.value);
      if (unusable) return refused(unusable);

      const plan = spelled(planned.value, found);
      await store.drafts.savePlan(key, plan);
      tellPlan(plan);
      return ruled(outline(plan));
    });
}

function outline({ kind, vendorRole, total }: PlannedDocument): Mapped {
  return { kind, vendorRole, total: formatMoney(total) };
}

function unusableAccount(found: PlanAccounts, plan: PlannedDocument): Attention | null {
  for (const [account, { row, said }] of found) {
    const attention = checkAccount(account, row, plan.applyDate, said);
    if (attention) return attention;
  }
  return null;
}

function tellPlan(plan: PlannedDocument): void {
  tellAudit(
    `${plan.kind} of ${formatMoney(plan.total)} on ${plan.applyDate}, ${plan.lines.length} lines, every account checked in Epicor`,
    {
      applyDate: plan.applyDate,
      invoiceDate: plan.invoiceDate,
      documentNumber: plan.documentNumber,
      lines: plan.lines.map(({ lineId, account, amount, segments }) => ({
        lineId,
        account,
        amount,
        rules: segments.map(({ segment, code, rule }) => `${segment}: ${code} by ${rule}`),
      })),
    },
  );
}
