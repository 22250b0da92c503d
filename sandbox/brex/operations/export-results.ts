import { z } from 'zod';
import { readBody } from '../http/body';
import { type Account, type Operation, ok } from '../http/operation';
import { accountingRefusal } from '../http/refusals';

const path = '/v3/accounting/records/export-results';

const body = z.object({
  results: z
    .array(
      z.union([
        z.object({
          accounting_record_id: z.string(),
          success: z.object({
            reference_id: z.string().nullish(),
            deep_link_url: z.string().optional(),
          }),
        }),
        z.object({
          accounting_record_id: z.string(),
          failure: z.object({ error_message: z.string() }),
        }),
      ]),
    )
    .min(1),
});

/**
 * Takes what became of records in the ERP (BREX.md 2.5): all or nothing; duplicates, then unknown, then not
 * ready ones refuse the whole request.
 */
export const exportResultsOperation: Operation = {
  method: 'post',
  path,
  scopes: ['accounting.record.write'],
  run: ({ text }, account) => {
    const { results } = readBody(path, text, body);
    const ids = results.map(({ accounting_record_id }) => accounting_record_id);
    refuseDuplicates(ids);
    refuseUnknown(ids, account);
    refuseNotReady(ids, account);
    for (const result of results) {
      account.records.report(
        result.accounting_record_id,
        'success' in result
          ? {
              kind: 'success',
              referenceId: result.success.reference_id ?? null,
              deepLinkUrl: result.success.deep_link_url ?? null,
            }
          : { kind: 'failure', message: result.failure.error_message },
      );
    }
    return ok({ updated_accounting_record_ids: ids });
  },
};

function refuseDuplicates(ids: readonly string[]): void {
  const duplicates = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (duplicates.length === 0) return;
  throw accountingRefusal(
    422,
    'DUPLICATE_ACCOUNTING_RECORD_IDS',
    'Duplicate accounting record ids found across success and failure results.',
    { duplicate_accounting_record_ids: duplicates },
  );
}

function refuseUnknown(ids: readonly string[], { records }: Account): void {
  const unknown = ids.filter((id) => !records.find(id));
  if (unknown.length === 0) return;
  throw accountingRefusal(404, 'NOT_FOUND', `Accounting record source IDs not found: ${unknown.join(', ')}`, {
    not_found_export_entry_source_ids: unknown,
  });
}

function refuseNotReady(ids: readonly string[], { records, behaviour }: Account): void {
  const notReady = ids.filter((id) => {
    const record = records.get(id);
    const unreportable = record.sourceType === 'BILL' && !behaviour().billsCanBeReported;
    return unreportable || record.reviewStatus !== 'READY_FOR_EXPORT';
  });
  if (notReady.length === 0) return;
  throw accountingRefusal(
    422,
    'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT',
    'Only accounting records with review status READY_FOR_EXPORT can be updated via this endpoint.',
    { not_ready_for_export_accounting_record_ids: notReady },
  );
}
