import { spelledAsInEpicor } from '../../accounting/account-rules';
import type { PlannedDocument } from '../../accounting/document';
import type { Connected } from '../connection/connection-clients';
import type { FoundAccount } from '../connection/known-accounts';

export type PlanAccounts = ReadonlyMap<string, FoundAccount>;

/** What Epicor has of each account of a plan. */
export function accountsOf(
  { accounts }: Connected,
  { lines, applyDate }: PlannedDocument,
): Promise<PlanAccounts> {
  return accounts.find(
    lines.map(({ account }) => account),
    applyDate,
  );
}

/** The plan with its accounts as Epicor spells them, so that what is read back is what was planned. */
export function spelled(plan: PlannedDocument, found: PlanAccounts): PlannedDocument {
  const rows = new Map([...found].map(([account, { row }]) => [account, row]));
  return { ...plan, lines: spelledAsInEpicor(plan.lines, rows) };
}
