import { mentionedPurchaseOrders, namesOpenPurchaseOrder } from '../../accounting/purchase-orders';
import { line, recordOf, snapshotOf } from './support/example-records';

const snapshot = (memo: string | null, invoiceNumber: string | null = null, lineMemo: string | null = null) =>
  snapshotOf(
    recordOf('BILL_EXPENSE', '80', [line('a', 'DEBIT', '80', '6200', { memo: lineMemo })], {
      memo,
      invoiceNumber,
    }),
  );
const open = [17, 4512, 2026, 4513];

describe('open purchase orders that a record names', () => {
  it.each([
    'PO 4512',
    'for po4512, thanks',
    'PO#004512',
    'P.O. no. 4512',
    'po-4512/2',
    'purchase order 4512',
    '4512',
    '(4512)',
    'freight 4512.',
  ])('are found in "%s"', (memo) => {
    expect(mentionedPurchaseOrders(snapshot(memo), open)).toEqual([4512]);
  });

  it.each([
    '45120',
    '14512',
    '$4512',
    '4,512.00',
    '4512.50',
    'AB4512',
    '4512B',
    '12-4512',
    '2026-4512',
    'lunch',
  ])('are not found in "%s"', (memo) => {
    expect(mentionedPurchaseOrders(snapshot(memo), open)).toEqual([]);
  });

  it('need the word PO where the number is small or could be a year', () => {
    expect(mentionedPurchaseOrders(snapshot('17 chairs, budget 2026'), open)).toEqual([]);
    expect(mentionedPurchaseOrders(snapshot('PO 17 and PO: 2026'), open)).toEqual([17, 2026]);
  });

  it("are found in the record's memo, in a line's and in the invoice number, each once", () => {
    expect(mentionedPurchaseOrders(snapshot('PO 4513', '4512', 'po 4512'), open)).toEqual([4512, 4513]);
  });

  it('are only those of the vendor', () => {
    expect(mentionedPurchaseOrders(snapshot('PO 4512'), [4513])).toEqual([]);
    expect(mentionedPurchaseOrders(snapshot(null), open)).toEqual([]);
  });

  it('park the record, with the way out', () => {
    expect(namesOpenPurchaseOrder(snapshot('PO 4512 and 4513'), open)).toMatchObject({
      code: 'names-open-po',
      disposition: 'park',
      text: expect.stringContaining('purchase orders 4512, 4513'),
      remedy: expect.stringContaining('confirm "po"'),
    });
    expect(namesOpenPurchaseOrder(snapshot('lunch'), open)).toBeNull();
  });
});
