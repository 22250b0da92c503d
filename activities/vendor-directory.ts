import { heartbeat } from '@temporalio/activity';
import type { VendorRow } from '../accounting/vendor-matching';
import type { Epicor } from '../epicor';
import type { Store } from '../store';

/** Between refreshes the mirror is trusted; a merchant without a match refreshes it at once. */
const freshForMs = 15 * 60_000;
/** A burst of unmatched merchants does not ask Epicor more often than this. */
const minimumPauseMs = 10_000;
/** Row versions are database-wide and commit out of order (EPICOR.md 2.4): the last few are read again. */
const overlap = 1_000n;
const pageSize = 500;

/**
 * The vendors of one connection from our mirror, brought up to date by SysRevID (EPICOR.md 2.4) when it is stale
 * or when the caller cannot do without ("now"). A first load pages past the silent 100-row cap.
 */
export async function refreshVendors(
  store: Store,
  epicor: Epicor,
  connectionId: string,
  when: 'if stale' | 'now',
): Promise<VendorRow[]> {
  const mark = await store.vendorMirror.watermark(connectionId);
  const age = mark ? Date.now() - mark.refreshedAt.getTime() : Number.POSITIVE_INFINITY;
  if (age < (when === 'now' ? minimumPauseMs : freshForMs)) return store.vendorMirror.all(connectionId);

  const since = mark ? lower(mark.sysRevId) : null;
  let highest = mark?.sysRevId ?? '0';
  let page: (VendorRow & { sysRevId: string })[] = [];
  for await (const vendor of epicor.vendors.changedSince(since)) {
    page.push(vendor);
    if (BigInt(vendor.sysRevId) > BigInt(highest)) highest = vendor.sysRevId;
    if (page.length === pageSize) {
      await store.vendorMirror.upsert(connectionId, page);
      page = [];
      heartbeat();
    }
  }
  await store.vendorMirror.upsert(connectionId, page);
  // the watermark moves last: a load that was cut short is repeated
  await store.vendorMirror.touch(connectionId, highest);
  return store.vendorMirror.all(connectionId);
}

function lower(sysRevId: string): string {
  const mark = BigInt(sysRevId) - overlap;
  return (mark > 0n ? mark : 0n).toString();
}
