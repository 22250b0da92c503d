import { accountingRefusal, type Refusal } from '../http/refusals';
import { toMicros } from '../model/instants';
import type { StoredRecord } from '../model/state';

const refuse = (message: string): Refusal => accountingRefusal(400, 'INVALID_REQUEST', message);

const statuses = ['PREPARE', 'REVIEW', 'READY_FOR_EXPORT', 'EXPORTED'];
const sources = ['CARD', 'REIMBURSEMENT', 'BILL'];
const known = new Set(['ids', 'review_status', 'limit', 'cursor', 'single_entry', 'source_type']);

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
};

/**
 * The filter of GET /v3/accounting/records (BREX.md 2.4); throws 400 for what it cannot understand.
 * `review_status` knows card and reimbursement records only: bills never match it, and asking for both is refused.
 */
export function recordFilter(query: URLSearchParams): (record: StoredRecord) => boolean {
  const ids = query.getAll('ids');
  if (ids.length > 500) throw refuse('ids must not have more than 500 entries');
  const status = oneOf(query, 'review_status', statuses);
  const source = oneOf(query, 'source_type', sources);
  if (status !== null && source === 'BILL') {
    throw refuse('review_status is only supported with source_type CARD and REIMBURSEMENT');
  }
  const updated = updatedFilters(query);
  return (record) =>
    (ids.length === 0 || ids.includes(record.id)) &&
    (status === null || (record.reviewStatus === status && record.sourceType !== 'BILL')) &&
    (source === null || record.sourceType === source) &&
    updated.every((matches) => matches(record));
}

/** `single_entry`, false where it is left out. */
export function singleEntry(query: URLSearchParams): boolean {
  return oneOf(query, 'single_entry', ['true', 'false']) === 'true';
}

function updatedFilters(query: URLSearchParams): ((record: StoredRecord) => boolean)[] {
  return [...query.keys()].flatMap((name) => {
    if (known.has(name)) return [];
    const operator = /^updated_at\[(\w+)\]$/.exec(name)?.[1] ?? '';
    const compare = comparisons[operator];
    if (!compare) return name.startsWith('updated_at') ? raise(`${name} is not supported`) : [];
    const bound = toMicros(query.get(name) ?? '');
    if (bound === null) return raise(`${name} must be a date-time in UTC`);
    return [(record: StoredRecord) => compare(toMicros(record.updatedAt) ?? 0, bound)];
  });
}

function oneOf(query: URLSearchParams, name: string, allowed: readonly string[]): string | null {
  const value = query.get(name);
  if (value !== null && !allowed.includes(value))
    throw refuse(`${name} must be one of ${allowed.join(', ')}`);
  return value;
}

function raise(message: string): never {
  throw refuse(message);
}
