/** What a card platform tells of who was paid: its cleaned name, the card network's text, and what stands beside. */
export interface Merchant {
  readonly cleaned: string | null;
  readonly raw: string | null;
  readonly mcc?: string | null;
  readonly city?: string | null;
  readonly state?: string | null;
  readonly country?: string | null;
}
