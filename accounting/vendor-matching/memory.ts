import { normaliseVendorName } from './plain-name';

/** A person's decision which vendor a merchant is, as it stands. */
export interface Remembered {
  readonly vendorNum: number;
  /** The vendor of an earlier decision that this one contradicts; null once a second decision confirmed it. */
  readonly contradicts: number | null;
}

/** Who was paid, as far as memory tells merchants apart. */
export interface MerchantIdentity {
  /** Brex's id of the merchant. */
  readonly id: string | null;
  /** The name that is shown for it. */
  readonly name: string | null;
}

/**
 * The keys under which a decision is remembered, surest first: Brex's merchant id, which no other merchant has,
 * then the plain form of the name, for merchants that come without an id or under a new one.
 */
export function merchantKeys({ id, name }: MerchantIdentity): string[] {
  const byName = name === null ? '' : normaliseVendorName(name);
  return [...(id ? [`brex-merchant:${id}`] : []), ...(byName === '' ? [] : [byName])];
}

/** Of what is remembered under each key, surest first: the decision that counts. */
export const recalled = (byKey: readonly (Remembered | null)[]): Remembered | null =>
  byKey.find((remembered) => remembered !== null) ?? null;
