import { activityInfo } from '@temporalio/activity';
import { checkAccount } from '../../accounting/account-rules';
import type { RecordSnapshot } from '../../accounting/accounting-record';
import type { Attention } from '../../accounting/attention';
import { unknownCurrency } from '../../accounting/currency-rules';
import type { EpicorKey, PlannedDocument } from '../../accounting/document';
import type { Check } from '../../accounting/preview';
import type { Connected } from '../connection/connection-clients';
import { openOrderNamed } from '../connection/look-alikes';
import type { ActivityDependencies, RecordKey } from '../support/dependencies';
import { nameOf } from '../support/document-reference';
import { attentionFrom } from '../support/failures';
import { twinOf } from '../support/twin-record';
import { draftInStandingGroup, isKnownCurrency } from '../writing/drafts';
import { foreseenGroupId } from '../writing/groups';
import { alreadyInEpicor, twinInWords } from '../writing/twins';

/** What a check found: nothing wrong, something wrong, or why it could not be asked. */
type Finding = null | Attention | { readonly unchecked: string };

/** Everything that booking would ask of Epicor and of our ledger, as far as reading tells it. */
export async function checksOf(
  deps: ActivityDependencies,
  connected: Connected,
  key: RecordKey,
  snapshot: RecordSnapshot,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Check[]> {
  const { applyDate, currency } = plan;
  const checks: [string, () => Promise<Finding>][] = [
    ['every account exists, is active and effective', () => accountsUsable(connected, plan)],
    [
      `Epicor knows ${currency}`,
      async () => ((await isKnownCurrency(connected, currency)) ? null : unknownCurrency(currency)),
    ],
    ['no other record of the same expense is booked', () => twinOf(deps.store, likeOf(key, snapshot))],
    ['it is not in Epicor under this number or mark', () => notInEpicor(connected, plan, vendorNum)],
    ...(plan.kind === 'gl-journal'
      ? []
      : [
          [
            'it names no open purchase order of the vendor',
            async () =>
              vendorNum === null
                ? noVendorYet
                : openOrderNamed(deps.store, connected, snapshot, vendorNum, false),
          ] as [string, () => Promise<Finding>],
        ]),
    [`Epicor takes documents of ${applyDate}`, () => dateOpen(deps.store, connected, plan, vendorNum)],
  ];
  const made: Check[] = [];
  for (const [what, find] of checks) made.push(checked(what, await orReason(find)));
  return made;
}

function checked(what: string, finding: Finding): Check {
  if (finding === null) return { what, result: 'passed' };
  if ('unchecked' in finding) return { what, result: 'unchecked', why: finding.unchecked };
  return { what, result: 'failed', attention: finding };
}

const noVendorYet = { unchecked: 'the vendor is not known yet' };

/** A refusal of Epicor is a finding; what passes by itself is thrown and tried again. */
async function orReason(find: () => Promise<Finding>): Promise<Finding> {
  try {
    return await find();
  } catch (error) {
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention) throw error;
    return attention;
  }
}

/** What another record of the same expense is known by. */
function likeOf(key: RecordKey, { record }: RecordSnapshot) {
  return { ...key, recordType: record.type, sourceId: record.sourceId, ...record.amount };
}

async function accountsUsable({ accounts }: Connected, plan: PlannedDocument): Promise<Finding> {
  const found = await accounts.find(
    plan.lines.map(({ account }) => account),
    plan.applyDate,
  );
  for (const [account, { row, said }] of found) {
    const attention = checkAccount(account, row, plan.applyDate, said);
    if (attention) return attention;
  }
  return null;
}

async function notInEpicor(
  { epicor, settings }: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Finding> {
  const { marker, documentNumber, applyDate } = plan;
  if (plan.kind === 'gl-journal' || documentNumber === null) {
    const found = await epicor.journals.findByMarker(marker, {
      bookId: settings.posting.bookId,
      date: applyDate,
    });
    const [ours] = found;
    return ours ? standing(ours.key) : null;
  }
  if (vendorNum === null) return noVendorYet;
  const { ours, twin } = await epicor.apInvoices.lookUp({ marker, vendorNum, invoiceNum: documentNumber });
  const [own] = ours;
  if (own) return standing(own);
  return twin ? alreadyInEpicor(twinInWords(twin)) : null;
}

/** What bears the record's mark is its document already; whether it is whole, booking would compare. */
const standing = (key: EpicorKey): Finding => ({
  unchecked: `${nameOf(key)} bears the record's mark and would be taken up`,
});

/** Only a group can be asked, and a preview makes none: where there is none yet, the date stays unchecked. */
async function dateOpen(
  store: ActivityDependencies['store'],
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Finding> {
  if (plan.kind !== 'gl-journal' && vendorNum === null) return noVendorYet;
  const { posting } = connected.settings;
  const draft = await draftInStandingGroup(store, connected, plan, vendorNum);
  if (!draft)
    return {
      unchecked: `it can be asked once there is a group ${await foreseenGroupId(store, connected, plan)}`,
    };
  if (draft.ok) return null;
  if (draft.attention.code !== 'closed-period' || posting.closedPeriod === 'park') return draft.attention;
  return { unchecked: 'it is closed; the next open month is taken (closedPeriod: next-open)' };
}
