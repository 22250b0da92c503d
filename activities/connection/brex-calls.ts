import pLimit from 'p-limit';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { BrexClient } from '../../brex';
import type { Ledger } from '../../store';
import { ExportReports } from './export-reports';
import { FieldNameCache } from './field-names';
import { Merchants } from './merchants';
import { patienceFor } from './patience';
import { RecordReads } from './record-reads';

/** Calls to Brex of one connection and process at once, however many steps wait for them. */
const callsAtOnce = 16;

/** A batch of this size is worth its call, however many others are on their way. */
const enough = 50;

/** What steps of many records ask of Brex together, so that a large export costs few calls (BREX.md 1.5). */
export interface BrexCalls {
  readonly records: RecordReads;
  readonly reports: ExportReports;
  readonly merchants: Merchants;
  readonly fieldNames: FieldNameCache;
}

/**
 * Gathers calls by what our ledger knows to be on its way. A record that comes alone is read and reported at once; in
 * a large export each waits some seconds for others, on a slow machine up to 25. `leaving` says that the process is
 * about to end: then nobody is waited for.
 */
export function gatheredCalls(
  brex: BrexClient,
  ledger: Ledger,
  { id, mode }: ConnectionSettings,
  leaving: () => boolean,
): BrexCalls {
  const atOnce = pLimit(callsAtOnce);
  const onTheirWay = async () =>
    leaving() || mode === 'preview' ? { toRead: 0, toReport: 0 } : ledger.onTheirWay(id);
  // in preview the ledger does not tell what was read: everybody waits half a second
  const common = { shortestMs: mode === 'preview' ? 500 : 10, longestMs: 5_000, enough };
  const reading = patienceFor({
    ...common,
    eachMs: 100,
    others: async (joined) => (await onTheirWay()).toRead - joined,
  });
  // those that have joined are no longer counted among those to be reported
  const reporting = patienceFor({
    ...common,
    eachMs: 500,
    others: async () => (await onTheirWay()).toReport,
  });
  return {
    records: new RecordReads(brex, atOnce, reading),
    reports: new ExportReports(brex, atOnce, reporting),
    merchants: new Merchants(brex, atOnce),
    fieldNames: new FieldNameCache(brex, atOnce),
  };
}
