import { Decimal } from 'decimal.js';
import type { RecordSnapshot } from './accounting-record';
import type { Attention } from './attention';
import { currencyDecimals, isIsoCurrency } from './currency-decimals';
import { formatMoney } from './money';

/** Epicor would round each line by itself, so that the document would no longer come to what Brex says. */
export function tooFine({ record }: RecordSnapshot): Attention | null {
  const amounts = [record.amount, ...record.lines.map(({ amount }) => amount)];
  const found = amounts.find(
    ({ amount, currency }) =>
      isIsoCurrency(currency) && new Decimal(amount).decimalPlaces() > currencyDecimals(currency),
  );
  if (!found) return null;
  const decimals = currencyDecimals(found.currency);
  return {
    code: 'amount-too-fine',
    disposition: 'return',
    text: `${formatMoney(found)} has more decimals than ${found.currency} has (${decimals}).`,
    remedy:
      'Correct the split in Brex, so that each line is an amount that can be paid, and export it again.',
  };
}
