import { isReportedByCardProcessor } from '../../accounting/form-1099';

describe("the card processor's 1099-K", () => {
  it('has card payments, whichever vendor they are booked to', () => {
    expect(isReportedByCardProcessor('CARD_EXPENSE_POST', 'merchant')).toBe(true);
    expect(isReportedByCardProcessor('CARD_EXPENSE_REFUND', 'record')).toBe(true);
  });

  it('has what is owed to the card issuer', () => {
    expect(isReportedByCardProcessor('CASHBACK', 'card-issuer')).toBe(true);
  });

  it('has no bill and no reimbursement', () => {
    expect(isReportedByCardProcessor('BILL_EXPENSE', 'record')).toBe(false);
    expect(isReportedByCardProcessor('REIMBURSEMENT_EXPENSE_POST', 'merchant')).toBe(false);
  });
});
