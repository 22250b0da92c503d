import type { Attention } from '../../accounting/attention';
import type { PlannedDocument } from '../../accounting/document';
import { withStyleThatAvoids } from '../../accounting/refused-style';
import { canBecome } from '../../accounting/remnant';

const line = (lineId: string, amount: string) => ({
  lineId,
  account: '6520|60|100|00',
  amount,
  description: 'Paper',
  segments: [],
});

const plan: PlannedDocument = {
  kind: 'ap-invoice',
  vendorRole: 'merchant',
  documentNumber: 'BREX-accr_1',
  marker: 'acme:accr_1',
  recordUrl: 'https://dashboard.brex.com/accounting?record=accr_1',
  currency: 'USD',
  invoiceDate: '2026-10-05',
  applyDate: '2026-10-05',
  dueDate: null,
  description: 'Paper',
  total: { amount: '0', currency: 'USD' },
  lines: [line('arli_1', '10.00'), line('arli_2', '-10.00')],
};
const openPayable: PlannedDocument = {
  ...plan,
  vendorRole: 'card-issuer',
  total: { amount: '10.00', currency: 'USD' },
  lines: [line('arli_1', '10.00')],
};

const refusal: Attention = {
  code: 'epicor-refused',
  disposition: 'park',
  text: 'Epicor refused the document.',
  remedy: 'Correct it.',
};
const remedyOf = (document: PlannedDocument, type = 'CARD_EXPENSE_POST'): string =>
  withStyleThatAvoids(refusal, document, type).remedy;

describe('what mends a refusal of Epicor', () => {
  it('names both styles for card spend that nets to zero over a negative line', () => {
    expect(remedyOf(plan)).toBe(
      'Correct it. If this Epicor takes no invoice of a zero total or with negative lines, set posting.types.CARD_EXPENSE_POST: { document: gl-journal } (or { vendor: card-issuer, lines: expense } with posting.cardIssuerVendor) in the connection file, apply it and retry.',
    );
  });

  it('names the journal alone for a bill', () => {
    const remedy = remedyOf({ ...plan, vendorRole: 'record' }, 'BILL_EXPENSE');
    expect(remedy).toContain('posting.types.BILL_EXPENSE: { document: gl-journal } in the connection file');
  });

  it('keeps a bill that Epicor is to pay an invoice: its discount is deducted in Brex', () => {
    const bill = { ...openPayable, vendorRole: 'record', lines: [line('a', '12.00'), line('b', '-2.00')] };
    const remedy = remedyOf(bill as PlannedDocument, 'BILL_EXPENSE');
    expect(remedy).toContain('deduct the discount from a line of the bill in Brex');
    expect(remedy).not.toContain('gl-journal');
  });

  it('names the journal alone for a discount in an open payable of the card issuer', () => {
    const remedy = remedyOf({ ...openPayable, lines: [line('arli_1', '12.00'), line('arli_2', '-2.00')] });
    expect(remedy).toContain('takes no invoice with negative lines, set');
    expect(remedy).not.toContain('vendor: card-issuer');
  });

  it('names no style where neither total nor lines can be the reason', () => {
    expect(remedyOf(openPayable)).toBe('Correct it.');
  });

  it('names no style for a journal', () => {
    expect(remedyOf({ ...plan, kind: 'gl-journal', vendorRole: null })).toBe('Correct it.');
  });
});

describe('what was begun in Epicor', () => {
  it('can become the same document with other accounts and dates, or with lines still missing', () => {
    const recoded = plan.lines.map((each) => ({ ...each, account: '6530|60|100|00' }));
    expect(canBecome(plan, { ...plan, lines: recoded, applyDate: '2026-11-01' })).toBe(true);
  });

  it.each([
    ['a journal', { ...plan, kind: 'gl-journal', vendorRole: null }],
    ['a document of another vendor', { ...plan, vendorRole: 'card-issuer' }],
    ['one of another number', { ...plan, documentNumber: 'INV-7' }],
    ['one in another currency', { ...plan, currency: 'CAD' }],
    ['one of another total', { ...plan, total: { amount: '10.00', currency: 'USD' } }],
    ['one without one of its lines', { ...plan, lines: plan.lines.slice(0, 1) }],
    [
      'one with another amount on a line',
      { ...plan, lines: [line('arli_1', '9.00'), line('arli_2', '-9.00')] },
    ],
  ] as const)('cannot become %s', (_, wanted) => {
    expect(canBecome(plan, wanted)).toBe(false);
  });
});
