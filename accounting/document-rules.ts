import type { Side } from './accounting-record';
import { type Attention, type Ruling, refused, ruled } from './attention';
import type { AccountRole, PostingSettings, TypeOverride } from './connection-settings';
import type { DocumentKind, VendorRole } from './document';

/** One clearing side of a type: which account it balances against, on which side. */
export interface ClearingSide {
  readonly role: AccountRole;
  readonly side: Side;
}

/** What a record of one type becomes. */
export interface DocumentRule {
  readonly document: DocumentKind;
  /** null for journals. */
  readonly vendor: VendorRole | null;
  readonly lines: 'all' | 'expense';
  /**
   * The type's clearing sides, supplied where Brex sends none: one for an expense (the other side is coded),
   * two for a payment, none where only Brex's coding counts.
   */
  readonly sides: readonly ClearingSide[];
}

const debit = (role: AccountRole): ClearingSide => ({ role, side: 'DEBIT' });
const credit = (role: AccountRole): ClearingSide => ({ role, side: 'CREDIT' });

const merchantInvoice = (...sides: ClearingSide[]): DocumentRule => ({
  document: 'ap-invoice',
  vendor: 'merchant',
  lines: 'all',
  sides,
});
const billInvoice = (...sides: ClearingSide[]): DocumentRule => ({
  document: 'ap-invoice',
  vendor: 'record',
  lines: 'all',
  sides,
});
const journal = (...sides: ClearingSide[]): DocumentRule => ({
  document: 'gl-journal',
  vendor: null,
  lines: 'all',
  sides,
});

/** Every type that Brex documents (BREX.md 2.3), as DOCUMENTS.md books it before settings change it. */
const rules: Readonly<Record<string, DocumentRule | 'skip'>> = {
  CARD_EXPENSE_POST: merchantInvoice(credit('cardLiability')),
  CARD_EXPENSE_REFUND: merchantInvoice(debit('cardLiability')),
  CARD_EXPENSE_REPAYMENT: journal(),
  CARD_PAYMENT: journal(debit('cardLiability'), credit('cash')),
  CARD_PAYMENT_REFUND: journal(debit('cash'), credit('cardLiability')),
  REWARD_REDEMPTION: journal(),
  BILL_EXPENSE: billInvoice(credit('billsPayable')),
  BILL_EXPENSE_PAYMENT: journal(debit('billsPayable'), credit('cash')),
  BILL_EXPENSE_CARD_PAYMENT: journal(debit('billsPayable'), credit('cardLiability')),
  BILL_MONEY_MOVEMENT_PAYIN: journal(),
  INVOICE: 'skip',
  INVOICE_PAYMENT: 'skip',
  REIMBURSEMENT_EXPENSE_APPROVAL: journal(credit('reimbursementsPayable')),
  REIMBURSEMENT_EXPENSE_POST: journal(credit('reimbursementsPayable')),
  REIMBURSEMENT_EXPENSE_REPAYMENT: journal(),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT: journal(debit('reimbursementsPayable'), credit('cash')),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT_REVERSAL: journal(
    debit('cash'),
    credit('reimbursementsPayable'),
  ),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYIN: journal(),
  REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_REFUND: journal(),
};

export const knownTypes: readonly string[] = Object.keys(rules);

/** Types that pay a bill: with bills paid in Epicor they would pay it a second time. */
const billPayments: readonly string[] = ['BILL_EXPENSE_PAYMENT', 'BILL_EXPENSE_CARD_PAYMENT'];

/** Both debit the same expense; `posting.reimbursements` says which one is booked. */
const reimbursementBasis: Readonly<Record<string, PostingSettings['reimbursements']>> = {
  REIMBURSEMENT_EXPENSE_APPROVAL: 'accrual',
  REIMBURSEMENT_EXPENSE_POST: 'cash',
};

/** What a record of `type` becomes under these settings, or why nothing. */
export function documentRule(type: string, posting: PostingSettings): Ruling<DocumentRule> {
  const override = posting.types[type] ?? {};
  const base = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (base === undefined && override.document === undefined) return refused(unknownType(type));
  if (override.document === 'skip' || (base === 'skip' && override.document === undefined)) {
    return refused(skipped(type));
  }
  if (posting.bills === 'paid-in-epicor' && billPayments.includes(type)) return refused(paidInEpicor());
  const basis = reimbursementBasis[type];
  if (basis !== undefined && basis !== posting.reimbursements) return refused(otherBasis(posting));
  return styled(type, withOverride(type, base, override, posting), override);
}

/** A type's own rule, changed by settings; what a style implies is filled in. */
function withOverride(
  type: string,
  base: DocumentRule | 'skip' | undefined,
  override: TypeOverride,
  posting: PostingSettings,
): DocumentRule {
  const own = base === undefined || base === 'skip' ? journal() : base;
  const document =
    override.document === undefined || override.document === 'skip' ? own.document : override.document;
  if (document === 'gl-journal') return { ...own, document, vendor: null, lines: override.lines ?? 'all' };
  const vendor = override.vendor ?? own.vendor ?? (type.startsWith('CARD_') ? 'merchant' : 'record');
  return { ...own, document, vendor, lines: override.lines ?? impliedLines(type, document, vendor, posting) };
}

/** Expense side only where a payable is meant to stay open: at the card issuer, in a memo, in Epicor's own AP. */
function impliedLines(
  type: string,
  document: DocumentKind,
  vendor: VendorRole,
  posting: PostingSettings,
): 'all' | 'expense' {
  const openPayable = type === 'BILL_EXPENSE' && posting.bills === 'paid-in-epicor';
  return document === 'ap-debit-memo' || vendor === 'card-issuer' || openPayable ? 'expense' : 'all';
}

/** Refuses a combination that cannot be booked. */
function styled(type: string, rule: DocumentRule, override: TypeOverride): Ruling<DocumentRule> {
  const setting = `posting.types.${type}`;
  if (rule.document === 'gl-journal' && rule.lines === 'expense') {
    return refused(
      unsupported(setting, 'a journal of the expense side alone would not balance', 'lines: all'),
    );
  }
  if (rule.document === 'ap-debit-memo' && override.lines === 'all') {
    return refused(unsupported(setting, 'a debit memo takes the expense side only', 'lines: expense'));
  }
  if (rule.lines === 'expense' && rule.sides.length !== 1) {
    const why = `${type} has no expense side that could be told from its other side`;
    return refused(unsupported(setting, why, 'document: gl-journal'));
  }
  return ruled(rule);
}

function unsupported(setting: string, why: string, instead: string): Attention {
  return {
    code: 'unsupported-style',
    disposition: 'park',
    text: `The setting ${setting} cannot be used: ${why}.`,
    remedy: `Use ${instead} there, then retry.`,
  };
}

function unknownType(type: string): Attention {
  return {
    code: 'unknown-type',
    disposition: 'park',
    text: `Brex sent a record of the type ${type}, for which no rule says how it is booked.`,
    remedy: `Add posting.types.${type} with a document to the connection file, or skip the record.`,
    cause: `type:${type}`,
  };
}

function skipped(type: string): Attention {
  return {
    code: 'type-skipped',
    disposition: 'close',
    text: `Records of the type ${type} are not booked.`,
    remedy: `To book them, set posting.types.${type} in the connection file.`,
  };
}

function paidInEpicor(): Attention {
  return {
    code: 'paid-in-epicor',
    disposition: 'park',
    text: 'Brex paid this bill, but bills are set to be paid in Epicor, where its invoice is still open.',
    remedy:
      'Record the payment on the open invoice in Epicor and skip this record, so that it is not paid twice.',
  };
}

function otherBasis(posting: PostingSettings): Attention {
  const booked = posting.reimbursements === 'accrual' ? 'when approved' : 'when paid';
  return {
    code: 'other-reimbursement-basis',
    disposition: 'close',
    text: `Reimbursements are booked ${booked} (posting.reimbursements: ${posting.reimbursements}); this record is of the other moment.`,
    remedy: 'Nothing is to be done.',
  };
}
