import type { BrexBehaviour } from '../behaviour';

/** The event of a bookkeeper's click on export, in the newest or the earlier spelling (BREX.md 3.2): ids only. */
export function readyForExport(
  ids: readonly string[],
  companyId: string,
  spelling: BrexBehaviour['webhookSpelling'],
): { event_type: string } & Record<string, unknown> {
  const event_type = 'ACCOUNTING_RECORD_READY_FOR_EXPORT';
  return spelling === 'camel'
    ? { event_type, accountingRecordIds: ids, companyId }
    : { event_type, accounting_record_ids: ids };
}
