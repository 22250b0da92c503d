import { durationMs } from '../../accounting/connection-file';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { LedgerRow } from '../../store';

/** A write went unanswered on the way: until the document is confirmed, nobody may be told of it. */
export function unconfirmedMs({ lostAnswer }: LedgerRow, { epicor }: ConnectionSettings): number | null {
  return lostAnswer ? durationMs(epicor.settle) : null;
}
