import { log } from '@temporalio/activity';
import { remindersDue } from '../accounting/approval-reminders';
import { waitingMerchants } from '../accounting/waiting-merchants';
import type { Store, Urging, VendorQuestion } from '../store';
import type { RemindResult } from '../workflows/contract';
import type { ActivityDependencies } from './support/dependencies';
import { dismissAudit, tellAlert, tellAudit } from './support/step';

/** Subject of the notice in `status`. */
const notice = 'approvals';

/** So many merchants are named; the rest is counted. */
const mostNamed = 10;

/** So many records are named in the audit trail; each has its own story there. */
const mostIds = 100;

/**
 * Tells of the records that wait for a vendor for longer than the connection's `approvals` say: by a line in the
 * log (an error, where it is an escalation), in the audit trail, and by a notice in `status`. Each record is reminded of once and escalated once, and waits
 * on: no deadline decides.
 */
export function remindOfApprovals({ store, connections }: ActivityDependencies) {
  return async ({ connectionId }: { readonly connectionId: string }): Promise<RemindResult> => {
    const { settings } = await connections.get(connectionId);
    const after = remindersDue(settings.approvals);
    const due = async (urging: Urging): Promise<VendorQuestion[]> => {
      const afterMs = after[urging];
      return afterMs === null ? [] : store.vendorQuestions.due(connectionId, urging, afterMs);
    };
    const escalated = await due('escalation');
    const more = new Set(idsOf(escalated));
    // what is escalated now needs no reminder beside it
    const reminded = (await due('reminder')).filter(({ recordId }) => !more.has(recordId));
    if (reminded.length > 0) log.warn(`reminder: ${inWords(reminded)}`, { connectionId });
    const told = [...idsOf(escalated), ...idsOf(reminded)];
    await notify(store, connectionId, new Set(told));
    const ids = {
      escalated: idsOf(escalated).slice(0, mostIds),
      reminded: idsOf(reminded).slice(0, mostIds),
    };
    if (escalated.length > 0) tellAlert(`escalation: ${inWords(escalated)}`, ids);
    else if (reminded.length > 0) tellAudit(`reminder: ${inWords(reminded)}`, ids);
    else dismissAudit();
    // last: whoever is told twice after a failure has lost nothing
    await store.vendorQuestions.urged(connectionId, 'escalation', idsOf(escalated));
    await store.vendorQuestions.urged(connectionId, 'reminder', told);
    return { reminded: reminded.length, escalated: escalated.length };
  };
}

/** One notice tells of all that people were told of, as of the last telling; it goes once all are answered. */
async function notify({ vendorQuestions, notices }: Store, connectionId: string, now: ReadonlySet<string>) {
  const waiting = await vendorQuestions.list(connectionId);
  const long = waiting.filter(({ remindedAt, recordId }) => remindedAt || now.has(recordId));
  if (now.size > 0 || long.length === 0) await notices.settle(connectionId, notice);
  if (long.length > 0)
    await notices.raise(connectionId, notice, `${inWords(long)}. See brex-kinetic approvals.`);
}

const idsOf = (questions: readonly VendorQuestion[]): string[] => questions.map(({ recordId }) => recordId);

/** "3 records wait for a vendor since 2026-11-20: Fastenal (2), Uline (1)" */
function inWords(questions: readonly VendorQuestion[]): string {
  const merchants = waitingMerchants(questions);
  const named = merchants
    .slice(0, mostNamed)
    .map(({ merchant, recordIds }) => `${merchant} (${recordIds.length})`);
  const more = merchants.length > mostNamed ? ` and ${merchants.length - mostNamed} more` : '';
  const since = merchants[0]?.since.toISOString().slice(0, 10);
  const many = questions.length === 1 ? '1 record waits' : `${questions.length} records wait`;
  return `${many} for a vendor since ${since}: ${named.join(', ')}${more}`;
}
