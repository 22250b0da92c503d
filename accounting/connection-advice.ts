import type { ConnectionSettings } from './connection-settings';

/** Settings that may be meant, but usually leave balances behind: said by `connect`, refused by nobody. */
export function adviceOn({ posting }: ConnectionSettings): string[] {
  const toIssuer = Object.entries(posting.types)
    .filter(([, { vendor }]) => vendor === 'card-issuer')
    .map(([type]) => type);
  const payment = posting.types.CARD_PAYMENT?.document;
  if (toIssuer.length === 0 || payment === 'skip') return [];
  return [
    `posting.types: ${toIssuer.join(' and ')} ${toIssuer.length > 1 ? 'leave payables' : 'leaves payables'} at the card issuer, but CARD_PAYMENT is still booked against posting.accounts.cardLiability, which then is paid without being owed: set CARD_PAYMENT: { document: skip } and enter those payments in Epicor to vendor ${posting.cardIssuerVendor ?? ''}`,
  ];
}
