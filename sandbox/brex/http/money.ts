import { Decimal } from 'decimal.js';
import { LosslessNumber } from 'lossless-json';
import type { Amount } from '../model/state';

/** The Accounting API's money: a JSON decimal in major units (BREX.md 0.1). */
export function majorUnits({ amount, currency }: Amount): { amount: LosslessNumber; currency: string } {
  return { amount: new LosslessNumber(new Decimal(amount).toFixed()), currency };
}

/** All other APIs' money: integer minor units. */
export function minorUnits({ amount, currency }: Amount): { amount: LosslessNumber; currency: string } {
  const digits = currency === 'JPY' ? 0 : 2;
  return { amount: new LosslessNumber(new Decimal(amount).times(10 ** digits).toFixed(0)), currency };
}
