import { sweepers } from './activity-groups';
import type { WakePostedInput, WakePostedResult } from './contract';

/** Wakes the records that wait until their document is posted in Epicor, and whose document was (or is gone). */
export async function wakePosted(input: WakePostedInput): Promise<WakePostedResult> {
  return sweepers(input.connectionId).wakePosted(input);
}
