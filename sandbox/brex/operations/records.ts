import { type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { receiptLinks } from '../http/receipts';
import { accountingRefusal } from '../http/refusals';
import type { RecordBook } from '../model/record-book';
import { recordFilter, singleEntry } from './record-query';
import { recordView } from './record-view';

const read = ['accounting.record.read', 'accounting.record.write'];

export const recordOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v3/accounting/records',
    scopes: read,
    run: ({ query, headers }, { records, seed, behaviour }) => {
      const matching = records.all().filter(recordFilter(query));
      if (behaviour().missingIds === 'refused') refuseMissing(query.getAll('ids'), records);
      const single = singleEntry(query);
      const link = receiptLinks(headers.host, behaviour());
      const page = pageOf(
        matching,
        pageRequest(query, behaviour().maxRecordsPerPage, (message) =>
          accountingRefusal(400, 'INVALID_REQUEST', message),
        ),
      );
      return ok({
        items: page.items.map((record) => recordView(record, seed, single, link)),
        total_count: behaviour().totalCount ? matching.length : null,
        next_cursor: page.next_cursor,
        has_next_page: page.next_cursor !== null,
      });
    },
  },
  {
    method: 'get',
    path: '/v3/accounting/records/:id',
    scopes: read,
    run: ({ params, query, headers }, { records, seed, behaviour }) => {
      const record = records.find(params.id ?? '');
      if (!record) {
        throw accountingRefusal(404, 'NOT_FOUND', 'The requested accounting record was not found.');
      }
      return ok(recordView(record, seed, singleEntry(query), receiptLinks(headers.host, behaviour())));
    },
  },
];

function refuseMissing(ids: readonly string[], records: RecordBook): void {
  if (ids.some((id) => !records.find(id)))
    throw accountingRefusal(404, 'NOT_FOUND', 'The requested accounting record was not found.');
}
