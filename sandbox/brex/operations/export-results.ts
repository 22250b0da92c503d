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

type Result = z.infer<typeof body>['results'][number];

/**
 * Takes what became of records in the ERP (BREX.md 2.5). Duplicates, then unknown, then not ready ones stand in the
 * way; what becomes of the others in the same request is not documented, so it is a switch.
 */
export const exportResultsOperation: Operation = {
  method: 'post',
  path,
  scopes: ['accounting.record.write'],
  run: ({ text }, account) => {
    const { results } = readBody(path, text, body);
    refuseWithoutIntegration(account);
    const { exportResults, maxExportResults } = account.behaviour();
    if (results.length > maxExportResults)
      throw accountingRefusal(
        400,
        'INVALID_REQUEST',
        `results must not have more than ${maxExportResults} entries`,
      );
    const ids = results.map(({ accounting_record_id }) => accounting_record_id);
    refuseDuplicates(ids, account);
    const unknown = ids.filter((id) => !account.records.find(id));
    const notReady = ids.filter((id) => !unknown.includes(id) && !isReady(id, account));
    const taken = ids.filter((id) => !unknown.includes(id) && !notReady.includes(id));
    if (exportResults === 'atomic') refuse(unknown, notReady, account);
    take(
      results.filter(({ accounting_record_id }) => taken.includes(accounting_record_id)),
      account,
    );
    if (exportResults === 'partial-refused') refuse(unknown, notReady, account);
    return ok({ updated_accounting_record_ids: taken });
  },
};

/** Not among the answers that Brex documents for this operation: INTEGRATION_NOT_ACTIVE is the code that fits. */
function refuseWithoutIntegration({ state, behaviour }: Account): void {
  const { integrations } = state;
  if (!behaviour().integrationRequired || integrations.some(({ status }) => status === 'ACTIVE')) return;
  const last = integrations.at(-1);
  throw accountingRefusal(
    409,
    'INTEGRATION_NOT_ACTIVE',
    'The accounting integration is not active.',
    last && { integration_id: last.integration_id, current_status: last.status },
  );
}

function take(results: readonly Result[], { records }: Account): void {
  for (const result of results) {
    records.report(
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
}

function isReady(id: string, { records, behaviour }: Account): boolean {
  const record = records.get(id);
  const unreportable = record.sourceType === 'BILL' && !behaviour().billsCanBeReported;
  return !unreportable && record.reviewStatus === 'READY_FOR_EXPORT';
}

function refuseDuplicates(ids: readonly string[], account: Account): void {
  const duplicates = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (duplicates.length === 0) return;
  throw accountingRefusal(
    422,
    'DUPLICATE_ACCOUNTING_RECORD_IDS',
    'Duplicate accounting record ids found across success and failure results.',
    details(account, 'duplicate_accounting_record_ids', duplicates),
  );
}

function refuse(unknown: readonly string[], notReady: readonly string[], account: Account): void {
  if (unknown.length > 0)
    throw accountingRefusal(
      404,
      'NOT_FOUND',
      `Accounting record source IDs not found: ${unknown.join(', ')}`,
      details(account, 'not_found_export_entry_source_ids', unknown),
    );
  if (notReady.length > 0)
    throw accountingRefusal(
      422,
      'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT',
      'Only accounting records with review status READY_FOR_EXPORT can be updated via this endpoint.',
      details(account, 'not_ready_for_export_accounting_record_ids', notReady),
    );
}

function details(
  { behaviour }: Account,
  name: string,
  ids: readonly string[],
): Record<string, readonly string[]> | undefined {
  return behaviour().refusalDetails ? { [name]: ids } : undefined;
}
