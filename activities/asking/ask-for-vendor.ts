import type { Attention } from '../../accounting/attention';
import { recalled, type VendorCandidate } from '../../accounting/vendor-matching';
import type { Store } from '../../store';
import type { RecordKey } from '../support/dependencies';
import { storedMerchant } from '../support/merchant';

/**
 * Writes down that the record waits for a vendor and what is offered, so that an answer to another record of its
 * merchant finds it. True where such an answer came meanwhile: whoever gave it knew of nobody to wake.
 */
export async function askForVendor(
  store: Store,
  key: RecordKey,
  { code, text }: Attention,
  candidates: readonly VendorCandidate[],
): Promise<boolean> {
  const { name, keys } = await storedMerchant(store, key);
  await store.vendorQuestions.ask(key, {
    merchant: name ?? 'a merchant that Brex does not name',
    merchantKeys: keys,
    code,
    question: text,
    candidates,
  });
  const [links, rejected] = await Promise.all([
    store.vendorLinks.ofKeys(key.connectionId, keys),
    store.vendorRejections.of(key.connectionId, keys),
  ]);
  const remembered = recalled(links);
  const answered = remembered !== null && remembered.contradicts === null;
  return answered || candidates.some(({ vendorNum }) => rejected.has(vendorNum));
}
