import { z } from 'zod';
import { recordTypes } from './record-kinds';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be decimal text such as "12.50"');
const amount = z.strictObject({ amount: decimal, currency: z.string().length(3) });
const instant = z.iso.datetime({ offset: true });

const lineDraft = z.strictObject({
  /** Positive; the side says which way it goes. */
  amount: decimal,
  /** Default: the side of the record's expense, or the other one for a balancing line. */
  side: z.enum(['DEBIT', 'CREDIT']).optional(),
  /** "6520|60|100|00": codes of GL account, department, location, product line; "" leaves the line uncoded. */
  account: z.string().optional(),
  memo: z.string().nullable().optional(),
  /** Default: the record's. */
  currency: z.string().length(3).optional(),
  originalAmount: amount.nullable().optional(),
  balancing: z.boolean().optional(),
});

const draftShape = {
  /** A text that Brex does not have is taken as well, so that a new type can be tried. */
  type: z.union([z.enum(recordTypes), z.string().min(1)]).default('CARD_EXPENSE_POST'),
  sourceType: z.enum(['CARD', 'REIMBURSEMENT', 'BILL']).optional(),
  /** Total of the expense side; default: the sum of `lines`, else "100.50". */
  amount: decimal.optional(),
  currency: z.string().length(3).default('USD'),
  originalAmount: amount.nullable().default(null),
  /** Coding of the one expense line where `lines` is left out. */
  account: z.string().default('6520|60|100|00'),
  lines: z.array(lineDraft).optional(),
  balancing: z.enum(['coded', 'uncoded', 'absent']).optional(),
  /** Key of a merchant of the world, or one of your own; null for none. */
  merchant: z
    .union([
      z.string(),
      z.strictObject({
        id: z.string().optional(),
        rawDescriptor: z.string(),
        name: z.string().optional(),
        mcc: z.string().default('5999'),
        country: z.string().length(3).default('USA'),
      }),
    ])
    .nullable()
    .optional(),
  /** Who sent a bill: the name of a vendor in Brex, or one of your own. */
  vendor: z
    .union([z.string(), z.strictObject({ id: z.string(), name: z.string() })])
    .nullable()
    .optional(),
  invoiceNumber: z.string().nullable().default(null),
  dueAt: instant.nullable().default(null),
  memo: z.string().nullable().default(null),
  /** First and last name, or id; null for none. Default: somebody in Finance. */
  user: z.string().nullable().optional(),
  /** Default: yesterday at 16:13 UTC. */
  postedAt: instant.optional(),
  /** Of the expense behind it; default: `postedAt`. */
  purchasedAt: instant.optional(),
  /** Default: `postedAt`. */
  erpPostingDate: instant.optional(),
  status: z.enum(['PREPARE', 'REVIEW', 'READY_FOR_EXPORT', 'EXPORTED']).default('REVIEW'),
  /** Another record of the same source; default: a new expense. */
  sourceId: z.string().nullable().optional(),
  receipt: z.boolean().default(false),
};

/** A record to be made; everything has a default. */
export const recordDraft = z.strictObject(draftShape);
export type RecordDraft = z.input<typeof recordDraft>;
export type CheckedDraft = z.output<typeof recordDraft>;
export type LineDraft = z.input<typeof lineDraft>;

/** What a bookkeeper changes on a record: what is left out stays. */
export const recordChange = z.strictObject({
  amount: decimal.optional(),
  account: z.string().optional(),
  lines: z.array(lineDraft).optional(),
  balancing: z.enum(['coded', 'uncoded', 'absent']).optional(),
  memo: z.string().nullable().optional(),
  erpPostingDate: instant.optional(),
  postedAt: instant.optional(),
  invoiceNumber: z.string().nullable().optional(),
  dueAt: instant.nullable().optional(),
});
export type RecordChange = z.input<typeof recordChange>;
