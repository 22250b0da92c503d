import { InvalidArgumentError } from 'commander';

/** A number of Epicor, as an option of a command. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
  return Number(text);
}
