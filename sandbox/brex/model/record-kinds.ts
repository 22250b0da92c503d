import type { Side, SourceType } from './state';

/** How Brex codes a record of one type (BREX.md 2.3): the side of its expense and what balances it. */
export interface RecordKind {
  readonly sourceType: SourceType;
  /** Side of the expense lines. */
  readonly side: Side;
  /** Natural account of the expense side where it is always the same. */
  readonly account?: string;
  /** Natural account of the balancing side. */
  readonly balancing: string;
  /** Whether an expense, with a merchant, stands behind it. */
  readonly expense: boolean;
}

const kind = (
  sourceType: SourceType,
  side: Side,
  balancing: string,
  more: { account?: string; expense?: boolean } = {},
): RecordKind => ({ sourceType, side, balancing, expense: more.expense ?? false, account: more.account });

const card = '2110';
const bills = '2120';
const reimbursements = '2130';
const cash = '1090';
const rewards = '4910';
const spend = { expense: true };

export const recordKinds = {
  CARD_EXPENSE_POST: kind('CARD', 'DEBIT', card, spend),
  CARD_EXPENSE_REFUND: kind('CARD', 'CREDIT', card, spend),
  CARD_EXPENSE_REPAYMENT: kind('CARD', 'CREDIT', card, spend),
  CARD_PAYMENT: kind('CARD', 'DEBIT', cash, { account: card }),
  CARD_PAYMENT_REFUND: kind('CARD', 'CREDIT', cash, { account: card }),
  REWARD_REDEMPTION: kind('CARD', 'CREDIT', card, { account: rewards }),
  BILL_EXPENSE: kind('BILL', 'DEBIT', bills, spend),
  BILL_EXPENSE_PAYMENT: kind('BILL', 'DEBIT', cash, { account: bills }),
  BILL_EXPENSE_CARD_PAYMENT: kind('BILL', 'DEBIT', card, { account: bills }),
  BILL_MONEY_MOVEMENT_PAYIN: kind('BILL', 'DEBIT', bills, { account: cash }),
  INVOICE: kind('BILL', 'CREDIT', cash),
  INVOICE_PAYMENT: kind('BILL', 'DEBIT', cash),
  REIMBURSEMENT_EXPENSE_APPROVAL: kind('REIMBURSEMENT', 'DEBIT', reimbursements, spend),
  REIMBURSEMENT_EXPENSE_POST: kind('REIMBURSEMENT', 'DEBIT', reimbursements, spend),
  REIMBURSEMENT_EXPENSE_REPAYMENT: kind('REIMBURSEMENT', 'CREDIT', cash, spend),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT: kind('REIMBURSEMENT', 'DEBIT', cash, {
    account: reimbursements,
  }),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT_REVERSAL: kind('REIMBURSEMENT', 'CREDIT', cash, {
    account: reimbursements,
  }),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYIN: kind('REIMBURSEMENT', 'DEBIT', reimbursements, {
    account: cash,
  }),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_REFUND: kind('REIMBURSEMENT', 'CREDIT', reimbursements, {
    account: cash,
  }),
} satisfies Record<string, RecordKind>;

export type RecordType = keyof typeof recordKinds;

export const recordTypes = Object.keys(recordKinds) as RecordType[];

export function otherSide(side: Side): Side {
  return side === 'DEBIT' ? 'CREDIT' : 'DEBIT';
}
