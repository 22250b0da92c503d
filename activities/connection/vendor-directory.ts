import { setImmediate as breath } from 'node:timers/promises';
import { VendorIndex, type VendorRow } from '../../accounting/vendor-matching';
import { type MirrorSource, refreshMirror } from './mirror-refresh';

/** Between refreshes the list is trusted; a merchant without a match refreshes it at once. */
const freshForMs = 15 * 60_000;
/** A burst of unmatched merchants does not ask Epicor more often than this. */
const minimumPauseMs = 10_000;
/** Our clock and the database's may differ by so much. */
const clocksApartMs = 1_000;

/** So many vendors are indexed before other work of the process has its turn. */
const indexedAtOnce = 200;

/**
 * The vendors of one connection: mirrored in our database, which the poll keeps in step and a merchant without a
 * match brings up to date at once, and kept in memory, with one index for all activities of this process, into which
 * only what changed is entered.
 */
export class VendorDirectory {
  private vendors: VendorRow[] = [];
  private readonly indexed = new VendorIndex();
  private loadedAt = 0;
  private refreshing: Promise<void> | null = null;

  constructor(private readonly source: MirrorSource) {}

  /** Every vendor; `now` brings the list up to date first, for a caller that found no match in it. */
  async all(when: 'if stale' | 'now' = 'if stale'): Promise<readonly VendorRow[]> {
    const age = Date.now() - this.loadedAt;
    const stale = age >= (when === 'now' ? minimumPauseMs : freshForMs);
    if (stale || (when === 'now' && (await this.hasChangedSince(this.loadedAt)))) {
      this.refreshing ??= (stale ? this.refresh() : this.load()).finally(() => {
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
    return listed ?? this.source.epicor.vendors.get(vendorNum);
  }

  /** Has the list know this vendor as Epicor has it now; it may be younger than the list. */
  async learn(vendorNum: number): Promise<void> {
    const known = this.indexed.get(vendorNum);
    if (known && !known.inactive) return;
    const vendor = await this.source.epicor.vendors.get(vendorNum);
    if (vendor && !(known && isSame(vendor, known))) this.indexed.put(vendor);
  }

  private async refresh(): Promise<void> {
    await refreshMirror(this.source, 'vendors');
    await this.load();
  }

  /** The poll, or another process, may have seen more of Epicor than this one. */
  private async hasChangedSince(loadedAt: number): Promise<boolean> {
    const { store, settings } = this.source;
    const changedAt = await store.mirrors.lastChange(settings.id, 'vendors');
    return changedAt !== null && changedAt.getTime() > loadedAt - clocksApartMs;
  }

  private async load(): Promise<void> {
    const { store, settings } = this.source;
    const loadedAt = Date.now();
    const former = this.vendors;
    this.vendors = (await store.mirrors.all(settings.id, 'vendors')).sort(byNumber);
    await this.enterChanges(former);
    this.loadedAt = loadedAt;
  }

  private async enterChanges(former: readonly VendorRow[]): Promise<void> {
    const here = new Set(this.vendors.map(({ vendorNum }) => vendorNum));
    // the index forgets nobody: a vendor that is gone is one that nothing may be booked to
    const gone = former.filter(({ vendorNum }) => !here.has(vendorNum));
    const changed = [...this.vendors, ...gone.map((vendor) => ({ ...vendor, inactive: true }))].filter(
      (vendor) => !isSame(vendor, this.indexed.get(vendor.vendorNum)),
    );
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

const byNumber = (left: VendorRow, right: VendorRow): number => left.vendorNum - right.vendorNum;
