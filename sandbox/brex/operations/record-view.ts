import type { BrexSeed } from '../../world/brex-seed';
import { majorUnits } from '../http/money';
import type { Amount, StoredLine, StoredRecord } from '../model/state';

/** An accounting record as it goes over the wire (BREX.md 2.3). `singleEntry` keeps the expense side only. */
export function recordView(
  record: StoredRecord,
  seed: BrexSeed,
  singleEntry: boolean,
  receiptLink: (receiptId: string) => string,
): object {
  const lines = singleEntry ? record.lines.filter(({ balancing }) => !balancing) : record.lines;
  return {
    id: record.id,
    amount: majorUnits(record.amount),
    original_amount: optional(record.originalAmount),
    type: record.type,
    review_status: record.reviewStatus,
    source_id: record.sourceId,
    source_type: record.sourceType,
    erp_posting_date: record.erpPostingDate,
    updated_at: record.updatedAt,
    version: record.version,
    receipts: record.receiptIds.map((id) => ({
      id,
      download_uris: [receiptLink(id)],
    })),
    user: userView(record.userId, seed),
    vendor: record.vendor,
    memo: record.memo,
    posted_at: record.postedAt,
    due_at: record.dueAt,
    invoice_number: record.invoiceNumber,
    line_items: lines.map(lineView),
  };
}

function lineView(line: StoredLine): object {
  return {
    id: line.id,
    type: line.type,
    amount: majorUnits(line.amount),
    original_amount: optional(line.originalAmount),
    memo: line.memo,
    accounting_field_values: line.fieldValues,
  };
}

function optional(amount: Amount | null): object | null {
  return amount ? majorUnits(amount) : null;
}

function userView(id: string | null, seed: BrexSeed): object | null {
  const user = seed.users.find((candidate) => candidate.id === id);
  if (!user) return null;
  const department = seed.departments.find(({ code }) => code === user.department);
  const location = seed.locations.find(({ code }) => code === user.location);
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    role: user.role,
    status: 'ACTIVE',
    department_id: department?.id,
    department_name: department?.name,
    location_id: location?.id,
    location_name: location?.name,
  };
}
