import { z } from 'zod';
import type { Merchant } from '../accounting/accounting-record';
import { BrexError } from './errors';
import type { BrexHttp } from './http';
import { pathOf } from './path';
import { optionalText } from './schemas';

/** The merchant of an expense, where `expand[]=merchant` asked for it. */
export const merchantOfExpense = z
  .object({
    // New in December 2025 and not in the published schema.
    dashboard_url: optionalText,
    merchant_id: optionalText,
    merchant: z
      .object({
        // Not in the published schema; taken where Brex sends a cleaned name.
        name: optionalText,
        raw_descriptor: optionalText,
        mcc: optionalText,
        country: optionalText,
      })
      .nullish(),
  })
  .transform((sent): { merchant: Merchant | null } => ({
    merchant: sent.merchant
      ? {
          id: sent.merchant_id,
          name: sent.merchant.name,
          rawDescriptor: sent.merchant.raw_descriptor,
          mcc: sent.merchant.mcc,
          country: sent.merchant.country,
          ...(sent.dashboard_url === null ? {} : { expensePage: sent.dashboard_url }),
        }
      : null,
  }));

/**
 * GET /v1/expenses/{id}?expand[]=merchant (BREX.md 6). Any 404 is null: the body of this API's 404 is not
 * documented, and a merchant that is missing by mistake only sends the vendor question to a person.
 */
export async function readExpenseMerchant(http: BrexHttp, expenseId: string): Promise<Merchant | null> {
  try {
    const read = await http.get(pathOf('/v1/expenses', expenseId), merchantOfExpense, [
      ['expand[]', 'merchant'],
    ]);
    return read.merchant;
  } catch (error) {
    if (error instanceof BrexError && error.status === 404) return null;
    throw error;
  }
}
