import { setImmediate as breath } from 'node:timers/promises';
import { VendorIndex, type VendorRow } from '../../accounting/vendor-matching';
import type { Epicor } from '../../epicor';
import type { MirroredVendor, Store } from '../../store';

/** Between refreshes the list is trusted; a merchant without a match refreshes it at once. */
const freshForMs = 15 * 60_000;
/** A burst of unmatched merchants does not ask Epicor more often than this. */
const minimumPauseMs = 10_000;
/** Row versions are database-wide and commit out of order (EPICOR.md 2.4): the last few are read again. */
const overlap = 1_000n;
const pageSize = 500;

/** So many vendors are indexed before other work of the process has its turn. */
const indexedAtOnce = 200;

/**
 * The vendors of one connection: mirrored in our database by SysRevID (EPICOR.md 2.4), and kept in memory, with one
 * index for all activities of this process, into which only what changed is entered.
 */
export class VendorDirectory {
  private vendors: VendorRow[] = [];
  private readonly indexed = new VendorIndex();
  private loadedAt = 0;
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly epicor: Epicor,
    private readonly connectionId: string,
  ) {}

  /** Every vendor; `now` brings the list up to date first, for a caller that found no match in it. */
  async all(when: 'if stale' | 'now' = 'if stale'): Promise<readonly VendorRow[]> {
    const age = Date.now() - this.loadedAt;
    if (age >= (when === 'now' ? minimumPauseMs : freshForMs)) {
      this.refreshing ??= this.refresh().finally(() => {
        this.refreshing = null;
      });
      await this.refreshing;
    }
    return this.vendors;
  }

  /** The same list, as the matcher searches it. */
  async index(when: 'if stale' | 'now' = 'if stale'): Promise<VendorIndex> {
    await this.all(when);
    return this.indexed;
  }

  /**
   * One vendor by its number: from the list, else as Epicor has it now. Whether its VendorID still is this
   * vendor's, Epicor says when the document is drafted (epicor/ap-invoice-header.ts).
   */
  async get(vendorNum: number): Promise<VendorRow | null> {
    const listed = (await this.all()).find((vendor) => vendor.vendorNum === vendorNum);
    return listed ?? this.epicor.vendors.get(vendorNum);
  }

  private async refresh(): Promise<void> {
    const mark = await this.store.vendorMirror.watermark(this.connectionId);
    let highest = mark?.sysRevId ?? '0';
    let page: MirroredVendor[] = [];
    for await (const vendor of this.epicor.vendors.changedSince(mark ? lower(mark.sysRevId) : null)) {
      page.push(vendor);
      if (BigInt(vendor.sysRevId) > BigInt(highest)) highest = vendor.sysRevId;
      if (page.length === pageSize) {
        await this.store.vendorMirror.upsert(this.connectionId, page);
        page = [];
      }
    }
    await this.store.vendorMirror.upsert(this.connectionId, page);
    // the watermark moves last: a load that was cut short is repeated
    await this.store.vendorMirror.touch(this.connectionId, highest);
    this.vendors = await this.store.vendorMirror.all(this.connectionId);
    await this.enterChanges();
    this.loadedAt = Date.now();
  }

  private async enterChanges(): Promise<void> {
    const changed = this.vendors.filter((vendor) => !isSame(vendor, this.indexed.get(vendor.vendorNum)));
    this.indexed.learnTowns(changed);
    for (const [at, vendor] of changed.entries()) {
      if (at % indexedAtOnce === indexedAtOnce - 1) await breath();
      this.indexed.put(vendor);
    }
  }
}

const columns = [
  'vendorId',
  'name',
  'city',
  'state',
  'country',
  'currency',
  'inactive',
  'payHold',
] as const satisfies readonly (keyof VendorRow)[];

const isSame = (vendor: VendorRow, known: VendorRow | null): boolean =>
  known !== null && columns.every((column) => vendor[column] === known[column]);

function lower(sysRevId: string): string {
  const mark = BigInt(sysRevId) - overlap;
  return (mark > 0n ? mark : 0n).toString();
}
