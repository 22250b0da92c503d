import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { AccountingRecord, FieldValue, Merchant, RecordLine } from './accounting-record';
import type { Money } from './money';

/**
 * SHA-256 (hex) of what of a record decides its booking: type, dates, amount and currency, vendor, invoice
 * number, lines with side, amount and coding. Never status, version, updated_at, receipts, memos or the
 * original amount, so that a record that only moved on in Brex keeps its digest. The order of lines and of
 * codings is no content, nor is the spelling of an amount ("100.50" is "100.5").
 *
 * `merchant` is who was paid where the record names no vendor; its id decides, its name only where there is
 * no id, since Brex improves names afterwards. Give it always or never for one record.
 */
export function contentDigest(record: AccountingRecord, merchant?: Merchant | null): string {
  return createHash('sha256')
    .update(JSON.stringify(content(record, merchant ?? null)))
    .digest('hex');
}

// Arrays instead of objects: their order is the canonical form.
function content(record: AccountingRecord, merchant: Merchant | null): readonly unknown[] {
  return [
    'brex-kinetic content 1',
    record.type,
    [record.erpPostingDate, record.postedAt, record.dueAt],
    exact(record.amount),
    record.vendor?.id ?? null,
    merchant === null ? null : (merchant.id ?? merchant.name ?? merchant.rawDescriptor),
    record.invoiceNumber,
    sorted(record.lines.map(lineContent)),
  ];
}

function lineContent(line: RecordLine): readonly unknown[] {
  return [line.id, line.side, exact(line.amount), sorted(line.fieldValues.map(coding))];
}

function coding(value: FieldValue): readonly unknown[] {
  return [value.brexFieldId, value.brexValueId, value.remoteFieldId, value.remoteValueId];
}

function exact(value: Money): readonly [string, string] {
  return [new Decimal(value.amount).toFixed(), value.currency];
}

/** Ordered by its own text, so that equal contents have equal texts whatever the order Brex sends. */
function sorted(rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  const keyed = rows.map((row) => ({ key: JSON.stringify(row), row }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ row }) => row);
}
