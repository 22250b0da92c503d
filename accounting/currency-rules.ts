import type { Attention } from './attention';

/** Epicor has no active currency of this code. A refusal waits for "currency:<code>". */
export function unknownCurrency(code: string): Attention {
  return {
    code: 'unknown-currency',
    disposition: 'park',
    text: `The record is in ${code}, which Epicor does not know as an active currency of the company.`,
    remedy: `Set up ${code} with its exchange rates in Epicor and retry, or book the record by hand in Epicor and link it.`,
    cause: `currency:${code}`,
  };
}
