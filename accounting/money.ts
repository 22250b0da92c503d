import { Decimal } from 'decimal.js';
import { currencyDecimals } from './currency-decimals';

/**
 * An amount with its currency. `amount` is a decimal in major units, written plainly ("-12.50", never
 * "1.25e1"), so that it passes through JSON, PostgreSQL and workflow payloads without a binary float.
 */
export interface Money {
  readonly amount: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Thrown where amounts of different currencies would be added or compared. */
export class CurrencyMismatch extends Error {
  override readonly name = 'CurrencyMismatch';
  constructor(
    readonly left: string,
    readonly right: string,
  ) {
    super(`amounts in ${left} and ${right} cannot be combined`);
  }
}

/** Makes money of a decimal text. Throws `RangeError` where the text is not a finite decimal. */
export function money(amount: string, currency: string): Money {
  const value = new Decimal(amount);
  if (!value.isFinite()) throw new RangeError(`"${amount}" is not an amount`);
  return { amount: value.toFixed(), currency: currency.toUpperCase() };
}

/** Zero in `currency`. */
export function zero(currency: string): Money {
  return money('0', currency);
}

/** The sum of amounts of one currency; throws `CurrencyMismatch` otherwise. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce((total, next) => add(total, next), zero(currency));
}

export function add(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
  return money(new Decimal(left.amount).plus(right.amount).toFixed(), left.currency);
}

export function subtract(left: Money, right: Money): Money {
  return add(left, negate(right));
}

export function negate(value: Money): Money {
  return money(new Decimal(value.amount).negated().toFixed(), value.currency);
}

export function isZero(value: Money): boolean {
  return new Decimal(value.amount).isZero();
}

export function isNegative(value: Money): boolean {
  return new Decimal(value.amount).lessThan(0);
}

/** Same currency and same value ("1.5" equals "1.50"). */
export function equalMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && sameAmount(left.amount, right.amount);
}

/** Whether two decimal texts are the same number. */
export function sameAmount(left: string, right: string): boolean {
  return new Decimal(left).equals(right);
}

/** "1,234.50 USD" and "1,235 JPY", for people. */
export function formatMoney(value: Money): string {
  const [whole = '0', fraction = ''] = new Decimal(value.amount).toFixed().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const decimals = fraction.padEnd(currencyDecimals(value.currency), '0');
  return `${decimals === '' ? grouped : `${grouped}.${decimals}`} ${value.currency}`;
}
