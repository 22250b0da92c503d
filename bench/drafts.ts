import type { RecordDraft } from '../sandbox/brex/model/record-draft';

/** Card spend: an invoice of two lines, the expense and the card liability that it nets against. */
export function cardSpend(number: number): RecordDraft {
  const amount = `${20 + (number % 400)}.${String(number % 100).padStart(2, '0')}`;
  return { merchant: 'uline', amount, account: '6520|60|100|00', memo: 'Boxes and tape' };
}

/** A payment to Brex: a journal of two lines. */
export function cardPayment(number: number): RecordDraft {
  return { type: 'CARD_PAYMENT', amount: `${1000 + number}.00` };
}
