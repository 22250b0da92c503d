import type { RecordSnapshot } from '../../accounting/accounting-record';
import type { VendorRole } from '../../accounting/document';
import { type Merchant, merchantAsVendor, merchantKeys } from '../../accounting/vendor-matching';
import type { Store } from '../../store';
import type { RecordKey } from './dependencies';
import { stored } from './stored';

/**
 * Who was paid by a record: what is shown, and the keys under which decisions about it are remembered. Where the card
 * issuer takes the document, whoever sold the goods is no matter.
 */
export interface KnownMerchant {
  /** null where Brex names nobody. */
  readonly name: string | null;
  readonly keys: readonly string[];
  /** What a vendor that is created for it is called. */
  readonly vendorName: string | null;
}

/** A bill's vendor stands on the record, a card's merchant on its expense (BREX.md 5, 6: no place, but a code). */
export function merchantOf({ record, merchant }: RecordSnapshot, role: VendorRole | null): Merchant {
  const ofRecord = spokenName(record.vendor?.name);
  if (role === 'record') return { cleaned: ofRecord, raw: null };
  return {
    cleaned: spokenName(merchant?.name) ?? ofRecord,
    raw: spokenName(merchant?.rawDescriptor),
    mcc: merchant?.mcc,
    country: merchant?.country,
  };
}

export function knownMerchant(snapshot: RecordSnapshot, role: VendorRole | null): KnownMerchant {
  if (role === 'card-issuer') return { name: 'the card issuer', keys: [], vendorName: null };
  const merchant = merchantOf(snapshot, role);
  const name = merchant.cleaned ?? merchant.raw;
  const id = role === 'record' ? (snapshot.record.vendor?.id ?? null) : (snapshot.merchant?.id ?? null);
  return { name, keys: merchantKeys({ id, name }), vendorName: merchantAsVendor(merchant) };
}

/** The merchant of a record that was read and planned by earlier steps. */
export async function storedMerchant(store: Store, key: RecordKey): Promise<KnownMerchant> {
  const { snapshot, plan } = await stored(store, key, 'snapshot', 'plan');
  return knownMerchant(snapshot, plan.vendorRole);
}

/** A name of blanks names nobody. */
function spokenName(name: string | null | undefined): string | null {
  return name && /\S/.test(name) ? name : null;
}
