import { Decimal } from 'decimal.js';
import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';

/**
 * Readers of Epicor's columns. v2 sends numbers, v1 and some deployments send them as strings (EPICOR.md 2.3);
 * both are read, and money never passes through a binary float. Columns that a schema does not name are ignored.
 */

const numeric = z
  .union([
    z.instanceof(LosslessNumber).transform((number) => number.value),
    z.string(),
    z.number().transform(String),
  ])
  .refine((text) => /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text), 'is not a number');

/** A text; null counts as blank, as Epicor stores it. */
export const textColumn = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** A text whose absence would be mistaken for blank: the column must be there; null counts as blank. */
export const presentTextColumn = z
  .string()
  .nullable()
  .transform((text) => text ?? '');

/** An amount as plain decimal text: "12.5", never "1.25e1". */
export const decimalColumn = numeric.transform((text) => new Decimal(text.trim()).toFixed());

/** An amount that may be absent or null. */
export const optionalDecimalColumn = decimalColumn.nullish().transform((amount) => amount ?? null);

export const integerColumn = numeric
  .transform((text) => Number(text))
  .refine(Number.isSafeInteger, 'is not a whole number');

/** An Int64 (SysRevID), which a binary float does not hold: as text. */
export const int64Column = numeric
  .refine((text) => /^\d+$/.test(text.trim()))
  .transform((text) => text.trim());

const flag = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((text) => text.toLowerCase() === 'true'),
]);

/** A flag that must be there. */
export const presentFlagColumn = flag;

export const flagColumn = flag.nullish().transform((value) => value ?? false);

/** "2025-06-10T00:00:00" as "2025-06-10": a date and no instant, so that no zone moves it (2.3). Blank is null. */
export const dateColumn = z
  .string()
  .nullish()
  .transform((text) => (text ? text.slice(0, 10) : null))
  .refine((date) => date === null || /^\d{4}-\d{2}-\d{2}$/.test(date), 'is not a date');

/** A date that every such row has. */
export const requiredDateColumn = z
  .string()
  .transform((text) => text.slice(0, 10))
  .refine((date) => /^\d{4}-\d{2}-\d{2}$/.test(date), 'is not a date');

/** An amount to send: an exact JSON number. Throws `RangeError` where the text is no decimal. */
export function exactNumber(amount: string): LosslessNumber {
  const value = new Decimal(amount);
  if (!value.isFinite()) throw new RangeError(`"${amount}" is not an amount`);
  return new LosslessNumber(value.toFixed());
}

/** The same amount with the other sign. */
export function negated(amount: string): string {
  const value = new Decimal(amount);
  return value.isZero() ? '0' : value.negated().toFixed();
}
