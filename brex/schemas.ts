import { Decimal } from 'decimal.js';
import { isLosslessNumber } from 'lossless-json';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { currencyDecimals } from '../accounting/currency-decimals';
import type { Money } from '../accounting/money';

/** More digits than any amount has; keeps "1e999999999" from becoming a gigabyte of zeros. */
const mostDigits = 40;

/** Absent and null are the same to Brex's optional fields. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);

/** A JSON number as plain decimal text, exactly as sent: never through a binary float. */
export const decimalText = z
  .custom<unknown>(isLosslessNumber, 'expected a number')
  .transform((value, context) => {
    const decimal = new Decimal(String(value));
    if (decimal.isFinite() && Math.abs(decimal.e) < mostDigits && decimal.precision() < mostDigits) {
      // a zero has no sign that means anything
      return decimal.isZero() ? '0' : decimal.toFixed();
    }
    context.addIssue({ code: 'custom', message: 'expected a number of sensible size' });
    return z.NEVER;
  });

/** A JSON number that is compared only. */
export const plainNumber = z
  .custom<unknown>(isLosslessNumber, 'expected a number')
  .transform((value, context) => {
    const number = Number(String(value));
    if (Number.isFinite(number)) return number;
    context.addIssue({ code: 'custom', message: 'expected a number of sensible size' });
    return z.NEVER;
  });

/** No currency has more decimals. */
const mostDecimals = 4;

/**
 * Without what a binary float adds to a decimal: 100.10000000000001 of a sender that adds so would differ from its
 * lines by nothing that anyone could correct. Such a text has 16 or 17 digits, and is an amount of some currency once
 * the last of them are rounded away. All other texts stay as they are.
 */
function withoutFloatNoise(amount: string): string {
  const exact = new Decimal(amount);
  const digits = exact.precision();
  if (digits < 16 || digits > 17 || exact.decimalPlaces() <= mostDecimals) return amount;
  const rounded = exact.toSignificantDigits(15);
  return rounded.decimalPlaces() <= mostDecimals ? rounded.toFixed() : amount;
}

/** Decimal in major units with its currency, as the Accounting API writes money (BREX.md 0.1, 2.3). */
export const money = z
  .object({
    amount: decimalText.transform(withoutFloatNoise),
    currency: z.string().regex(/^[A-Za-z]{3,5}$/, 'expected a currency code'),
  })
  .transform(({ amount, currency }) => ({ amount, currency: currency.toUpperCase() }));

/**
 * Integer in the smallest unit of its currency, USD where none is named, as every API but Accounting writes money
 * (BREX.md 0.1, 5). Beyond 2^53 as well: never through a binary float. Null without an amount, which is optional there.
 */
export const minorMoney = z
  .object({
    amount: decimalText.refine((amount) => !amount.includes('.'), 'expected whole minor units').nullish(),
    currency: optionalText.refine(
      (code) => code === null || /^[A-Za-z]{3,5}$/.test(code),
      'expected a currency code',
    ),
  })
  .nullish()
  .transform((sent): Money | null => {
    if (sent?.amount == null) return null;
    const { amount, currency } = sent;
    const code = (currency ?? 'USD').toUpperCase();
    return { amount: shifted(amount, currencyDecimals(code)), currency: code };
  });

/** The text with its point moved to the left: no arithmetic, so no digit is lost. */
function shifted(whole: string, decimals: number): string {
  return new Decimal(`${whole}e-${decimals}`).toFixed();
}

/**
 * An ISO instant in UTC. What Brex writes in UTC stays as it is, with its microseconds; an offset is turned
 * into UTC, and a text without any is UTC by the contract (BREX.md 2.3).
 */
export const instant = z.string().transform((sent, context) => {
  // RFC 3339 also allows small letters, and a blank between date and time
  const text = sent.replace(/^(\d{4}-\d\d-\d\d)[t ]/, '$1T').replace(/z$/, 'Z');
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  if (!moment.isValid) {
    context.addIssue({ code: 'custom', message: 'expected an ISO date and time' });
    return z.NEVER;
  }
  return /T.*Z$/.test(text) ? text : moment.toISO();
});

/** An id: never empty, since an empty one would address a whole list. */
export const identifier = z.string().min(1);
