import type { RecordInput, RecordStatus } from './contract';
import { RecordRun } from './record-run';

/**
 * The way of one Brex accounting record into Epicor (ARCHITECTURE, "The way of one record"): fetchRecord,
 * mapReferences, matchVendor, getNew, updateMaster, markExported. A business failure parks the run, it never
 * fails it; the run ends when the record is settled and nothing that reached it is unhandled.
 */
export async function postAccountingRecord(input: RecordInput): Promise<RecordStatus> {
  return RecordRun.of(input).untilSettled();
}
