import type { ApprovalSettings } from './connection-settings';
import { durationMs } from './duration';

const aMinute = 60_000;
const anHour = 60 * aMinute;

/** Of connections that were stored before there was the setting. */
const usual: ApprovalSettings = { remindAfter: '1d', escalateAfter: '3d' };

/** After how many milliseconds of waiting each is due; null where it is off. */
export function remindersDue(approvals: ApprovalSettings = usual) {
  const ms = (after: ApprovalSettings[keyof ApprovalSettings]) =>
    after === 'off' ? null : durationMs(after);
  return { reminder: ms(approvals.remindAfter), escalation: ms(approvals.escalateAfter) };
}

/** How often to look which are due, in milliseconds: so that none comes late by more than a quarter; null: never. */
export function remindersEveryMs(approvals: ApprovalSettings | undefined): number | null {
  const { reminder, escalation } = remindersDue(approvals);
  const soonest = Math.min(reminder ?? Number.POSITIVE_INFINITY, escalation ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(soonest)) return null;
  return Math.max(aMinute, Math.min(anHour, Math.round(soonest / 4)));
}
