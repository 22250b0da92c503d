import { Decimal } from 'decimal.js';
import type { Row } from './rows';

/** Enough digits for any ledger; amounts are never binary floats. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

export const amount = (row: Row, column: string): Decimal => new Exact(String(row[column] ?? '0'));
export const exact = (value: string | number): Decimal => new Exact(value);
export const zero = new Exact(0);

/** Decimal text, never in exponential form. */
export const decimalText = (value: Decimal): string => unsignedZero(value).toFixed();

/** Rounded to a currency's decimals. */
export const rounded = (value: Decimal, decimals: number): string =>
  unsignedZero(value.toDecimalPlaces(decimals)).toFixed(decimals);

const unsignedZero = (value: Decimal): Decimal => (value.isZero() ? zero : value);

export function sum(rows: readonly Row[], column: string): Decimal {
  return rows.reduce((total, row) => total.plus(amount(row, column)), zero);
}
