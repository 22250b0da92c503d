import { z } from 'zod';
import type { AccountingRecord } from '../accounting/accounting-record';
import { identifier, instant, money, optionalText, plainNumber } from './schemas';

const optionalMoney = money.nullish().transform((value) => value ?? null);
const optionalInstant = instant.nullish().transform((value) => value ?? null);

const fieldValue = z
  .object({
    brex_field_id: optionalText,
    remote_field_id: optionalText,
    brex_field_value_id: optionalText,
    remote_field_value_id: optionalText,
  })
  .transform((sent) => ({
    brexFieldId: sent.brex_field_id ?? '',
    remoteFieldId: sent.remote_field_id,
    brexValueId: sent.brex_field_value_id ?? '',
    remoteValueId: sent.remote_field_value_id,
  }));

/** A field without a value codes nothing: whoever books says which coding is missing. */
const fieldValues = z
  .array(fieldValue)
  .nullish()
  .transform((sent) => (sent ?? []).filter(({ brexValueId, remoteValueId }) => brexValueId || remoteValueId));

/** A line carries its sign in its side: a negative amount would be booked on the wrong one (BREX.md 2.3). */
const lineAmount = money.refine(
  ({ amount }) => !amount.startsWith('-'),
  'expected an amount that is not negative',
);

const line = z
  .object({
    id: identifier,
    type: z.enum(['DEBIT', 'CREDIT']),
    amount: lineAmount,
    original_amount: optionalMoney,
    memo: optionalText,
    accounting_field_values: fieldValues,
  })
  .transform((sent) => ({
    id: sent.id,
    side: sent.type,
    amount: sent.amount,
    originalAmount: sent.original_amount,
    memo: sent.memo,
    fieldValues: sent.accounting_field_values,
  }));

/** Of whom nothing is needed to book. */
const user = z
  .object({
    id: z.string(),
    first_name: optionalText,
    last_name: optionalText,
    department_name: optionalText,
    location_name: optionalText,
  })
  .transform((sent) => ({
    id: sent.id,
    name: [sent.first_name, sent.last_name].filter(Boolean).join(' '),
    departmentName: sent.department_name,
    locationName: sent.location_name,
  }));

/**
 * `AccountingRecordDetailed` (BREX.md 2.3) as the accounting rules see it. Unknown fields are dropped;
 * `type`, `source_type` and `review_status` are plain text, since Brex may add values (BREX.md 1.9).
 */
export const accountingRecord: z.ZodType<AccountingRecord> = z
  .object({
    id: identifier,
    type: identifier,
    source_type: identifier,
    source_id: optionalText,
    review_status: identifier,
    version: plainNumber,
    amount: money,
    original_amount: optionalMoney,
    erp_posting_date: instant,
    posted_at: instant,
    due_at: optionalInstant,
    updated_at: instant,
    invoice_number: optionalText,
    memo: optionalText,
    vendor: z.object({ id: identifier, name: z.string() }).nullish(),
    user: user.nullish(),
    // in no published schema; read where Brex sends one, for mapping rules by entity
    entity: z.object({ id: identifier, name: optionalText }).nullish().catch(null),
    receipts: z.array(z.object({ id: z.string() })).nullish(),
    line_items: z.array(line),
  })
  .transform((sent) => ({
    id: sent.id,
    type: sent.type,
    sourceType: sent.source_type,
    sourceId: sent.source_id,
    reviewStatus: sent.review_status,
    version: sent.version,
    amount: sent.amount,
    originalAmount: sent.original_amount,
    erpPostingDate: sent.erp_posting_date,
    postedAt: sent.posted_at,
    dueAt: sent.due_at,
    updatedAt: sent.updated_at,
    invoiceNumber: sent.invoice_number,
    memo: sent.memo,
    vendor: sent.vendor ?? null,
    user: sent.user ?? null,
    ...(sent.entity ? { entity: sent.entity } : {}),
    receiptIds: (sent.receipts ?? []).flatMap(({ id }) => (id === '' ? [] : [id])),
    lines: sent.line_items,
  }));
