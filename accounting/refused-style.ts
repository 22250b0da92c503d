import type { Attention } from './attention';
import type { PlannedDocument } from './document';
import { isNegative, isZero } from './money';

/**
 * What Epicor said to a save, with the style that avoids what tenants are known to refuse (DOCUMENTS.md, "Types"):
 * invoices of a zero total, and negative lines. Epicor's words for it are not documented, and differ by language,
 * so the document tells whether the style may help.
 */
export function withStyleThatAvoids(
  attention: Attention,
  plan: PlannedDocument,
  recordType: string,
): Attention {
  const disliked = [
    ...(isZero(plan.total) ? ['of a zero total'] : []),
    ...(plan.lines.some(({ amount }) => isNegative({ amount, currency: plan.currency }))
      ? ['with negative lines']
      : []),
  ];
  if (plan.kind === 'gl-journal' || disliked.length === 0) return attention;
  if (plan.vendorRole === 'record' && !isZero(plan.total)) return withNettedLines(attention);
  const style = `posting.types.${recordType}: { document: gl-journal }`;
  return {
    ...attention,
    remedy: `${attention.remedy} If this Epicor takes no invoice ${disliked.join(' or ')}, set ${style}${orAtTheIssuer(plan, recordType)} in the connection file, apply it and retry.`,
  };
}

/** Card spend may also stay an invoice: an open payable to the card issuer, of the expense side only. */
function orAtTheIssuer({ vendorRole }: PlannedDocument, recordType: string): string {
  const isCardSpend = recordType.startsWith('CARD_EXPENSE_') && vendorRole !== 'card-issuer';
  return isCardSpend ? ' (or { vendor: card-issuer, lines: expense } with posting.cardIssuerVendor)' : '';
}

/** A payable that Epicor is to pay must stay an invoice: a journal would leave nothing to be paid. */
function withNettedLines(attention: Attention): Attention {
  return {
    ...attention,
    remedy: `${attention.remedy} If this Epicor takes no invoice with negative lines, return the record and deduct the discount from a line of the bill in Brex.`,
  };
}
