import type { Attention } from '../accounting/attention';
import type * as contract from './contract';

/** What a person decided about a parked record. */
export type Decision =
  | { readonly verb: 'approveVendor'; readonly asked: contract.ApproveVendor }
  | { readonly verb: 'rejectVendor'; readonly asked: contract.RejectVendor }
  | { readonly verb: 'createVendor'; readonly asked: contract.CreateVendor }
  | { readonly verb: 'retry'; readonly asked: contract.Retry }
  | { readonly verb: 'return'; readonly asked: contract.Return }
  | { readonly verb: 'link'; readonly asked: contract.Link }
  | { readonly verb: 'skip'; readonly asked: contract.Skip };

/** An answer to the question which vendor a record's merchant is. */
export type VendorAnswer = Extract<Decision, { verb: 'approveVendor' | 'rejectVendor' | 'createVendor' }>;

/** What a record waits for, as it was shown to whoever decides. */
export interface Waited {
  readonly attention: Attention;
  readonly candidates: readonly contract.VendorCandidate[];
  /** A vendor that was not offered needs `override`; false in runs that began to wait before that was so. */
  readonly offeredOnly: boolean;
}

const vendorQuestions: readonly string[] = [
  'vendor-ambiguous',
  'vendor-none',
  'vendor-inactive',
  'vendor-missing',
  'vendor-refused',
];

export const vendorVerbs: readonly string[] = [
  'approveVendor',
  'rejectVendor',
  'createVendor',
] satisfies VendorAnswer['verb'][];

export const isVendorQuestion = ({ attention }: Waited): boolean => vendorQuestions.includes(attention.code);

/** Why a well-formed decision does not fit what the record waits for, in words; null where it does. */
export function misfit({ verb, asked }: Decision, waited: Waited): string | null {
  switch (verb) {
    case 'approveVendor':
      if (!isVendorNum(asked.vendorNum))
        return 'approveVendor needs "vendorNum": the number of an Epicor vendor';
      return noVendorQuestion(waited) ?? notOffered(asked, waited);
    case 'rejectVendor':
      return noVendorQuestion(waited) ?? nothingToReject(asked, waited);
    case 'createVendor':
      return noVendorQuestion(waited) ?? notCreatable(asked);
    case 'link':
      return (asked.vendorNum && asked.invoiceNum) || (asked.journalNum && asked.fiscalYear)
        ? null
        : 'link needs "vendorNum" and "invoiceNum", or "journalNum" and "fiscalYear"';
    case 'skip':
      return asked.reason ? null : 'skip needs "reason"';
    case 'retry':
    case 'return':
      return null;
  }
}

/** " 1042", where a decision names a vendor. */
export const vendorOf = ({ asked }: Decision): string =>
  'vendorNum' in asked && asked.vendorNum ? ` ${asked.vendorNum}` : '';

const isVendorNum = (value: number): boolean => Number.isInteger(value) && value > 0;

const noVendorQuestion = (waited: Waited): string | null =>
  isVendorQuestion(waited) ? null : `this record does not wait for a vendor but: ${waited.attention.text}`;

const isOffered = (vendorNum: number, { candidates }: Waited): boolean =>
  candidates.some((candidate) => candidate.vendorNum === vendorNum);

/** A slip of the pen in a vendor's number books to a stranger; where none was offered, any number may be meant. */
function notOffered({ vendorNum, override }: contract.ApproveVendor, waited: Waited): string | null {
  const { candidates, offeredOnly } = waited;
  if (!offeredOnly || override === true || candidates.length === 0 || isOffered(vendorNum, waited))
    return null;
  return `vendor ${vendorNum} is none of those offered (${numbers(candidates)}); if it is meant, say so with "override": true`;
}

function nothingToReject({ vendorNum }: contract.RejectVendor, waited: Waited): string | null {
  if (waited.candidates.length === 0) return 'no vendor is offered that could be rejected';
  if (vendorNum === undefined || vendorNum === null || isOffered(vendorNum, waited)) return null;
  return `vendor ${vendorNum} is none of those offered (${numbers(waited.candidates)})`;
}

function notCreatable({ vendorId, name }: contract.CreateVendor): string | null {
  if (vendorId !== undefined && vendorId !== null && !/^[A-Za-z0-9_-]{1,8}$/.test(vendorId))
    return '"vendorId" has 1 to 8 letters and digits';
  if (name !== undefined && name !== null && (name.trim() === '' || name.length > 50))
    return '"name" has 1 to 50 characters';
  return null;
}

const numbers = (candidates: readonly contract.VendorCandidate[]): string =>
  candidates.map(({ vendorNum }) => vendorNum).join(', ');

const textKeys = [
  'by',
  'note',
  'applyDate',
  'message',
  'reason',
  'invoiceNum',
  'fiscalCalendarId',
  'vendorId',
  'name',
];
const numberKeys = ['vendorNum', 'journalNum', 'fiscalYear'];
const flagKeys = ['override', 'remember'];
const confirmations: readonly unknown[] = ['po', 'duplicate', 'changed'] satisfies contract.Confirmation[];

/** What is wrong with what was typed, in words: signals from the Temporal UI are typed by hand. */
export function malformed({ verb, asked }: Decision): string | null {
  const given: unknown = asked;
  if (!given || typeof given !== 'object') return `${verb} needs one object, such as {"by": "your name"}`;
  const values = new Map<string, unknown>(Object.entries(given));
  const says = (name: string): boolean => (values.get(name) ?? undefined) !== undefined;
  const badText = textKeys.find((name) => says(name) && typeof values.get(name) !== 'string');
  if (badText) return `"${badText}" is a text, in quotation marks`;
  const badNumber = numberKeys.find((name) => says(name) && !Number.isInteger(values.get(name)));
  if (badNumber) return `"${badNumber}" is a whole number, without quotation marks`;
  const badFlag = flagKeys.find((name) => says(name) && typeof values.get(name) !== 'boolean');
  if (badFlag) return `"${badFlag}" is true or false, without quotation marks`;
  if (!values.get('by')) return `${verb} needs "by": who decides`;
  if (says('applyDate') && !isDate(String(values.get('applyDate'))))
    return '"applyDate" is a date such as 2026-11-01';
  if (says('confirm') && !confirmations.includes(values.get('confirm')))
    return '"confirm" is "po", "duplicate" or "changed"';
  return null;
}

/** Whether the text is an existing day, written YYYY-MM-DD. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
