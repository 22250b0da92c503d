import { collectors } from './activity-groups';
import type { BackfillInput, BackfillResult } from './contract';

/**
 * Brings in what webhooks missed: records that Brex shows as ready, bills that changed, and rows of our ledger
 * that are not finished and have no open run. One activity collects every id before anything is started, since
 * exporting shrinks the list while it is paged.
 */
export async function backfillRecords(input: BackfillInput): Promise<BackfillResult> {
  return collectors(input.connectionId).collectReady(input);
}
