import { reminders } from './activity-groups';
import type { RemindResult, ScheduledInput } from './contract';

/**
 * Tells people of records that wait for a vendor for long: once as a reminder, once as an escalation. It is one look
 * for the whole connection instead of a timer for each record; nothing is decided by it, and a record waits on.
 */
export async function remindOfApprovals({ connectionId }: ScheduledInput): Promise<RemindResult> {
  return reminders.remindOfApprovals({ connectionId });
}
