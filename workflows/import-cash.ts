import { collectors } from './activity-groups';
import type { CashImported, ScheduledInput } from './contract';

/** Cash activity that no accounting record tells of, on its schedule (`schedules.cashImport`, off by default). */
export async function importCash(input: ScheduledInput): Promise<CashImported> {
  return collectors(input.connectionId).importCash(input);
}
