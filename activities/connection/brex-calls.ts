import pLimit from 'p-limit';
import type { BrexClient } from '../../brex';
import type { Ledger } from '../../store';
import { ExportReports } from './export-reports';
import { FieldNameCache } from './field-names';
import { Merchants } from './merchants';
import { patienceFor } from './patience';
import { RecordReads } from './record-reads';

/** Calls to Brex of one connection and process at once, however many steps wait for them. */
const callsAtOnce = 16;

/** What steps of many records ask of Brex together, so that a large export costs few calls (BREX.md 1.5). */
export interface BrexCalls {
  readonly records: RecordReads;
  readonly reports: ExportReports;
  readonly merchants: Merchants;
  readonly fieldNames: FieldNameCache;
}

/**
 * Gathers calls by what our ledger knows to be on its way. A record that comes alone is read and reported at once;
 * in a large export a read waits up to five seconds for others, since the way to the report is longer, and a report
 * up to eight.
 */
export function gatheredCalls(brex: BrexClient, ledger: Ledger, connectionId: string): BrexCalls {
  const atOnce = pLimit(callsAtOnce);
  const reading = patienceFor({
    shortestMs: 10,
    eachMs: 20,
    longestMs: 5_000,
    others: async (joined) => (await ledger.onTheirWay(connectionId)).toRead - joined,
  });
  // those that have joined are no longer counted among those to be reported
  const reporting = patienceFor({
    shortestMs: 10,
    eachMs: 500,
    longestMs: 8_000,
    others: async () => (await ledger.onTheirWay(connectionId)).toReport,
  });
  return {
    records: new RecordReads(brex, atOnce, reading),
    reports: new ExportReports(brex, atOnce, reporting),
    merchants: new Merchants(brex, atOnce),
    fieldNames: new FieldNameCache(brex, atOnce),
  };
}
