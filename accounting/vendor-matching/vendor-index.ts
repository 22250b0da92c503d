import Fuse from 'fuse.js';
import type { Brand } from './brands';
import type { Weigh } from './comparison';
import { initialsOf } from './initials';
import type { Payee } from './payee';
import { Towns } from './towns';
import type { VendorRow } from './vendor';
import { type ReadVendor, readVendor } from './vendor-name';
import { push, Vocabulary } from './vocabulary';

export interface IndexedVendor {
  readonly row: VendorRow;
  readonly read: ReadVendor;
}

/** A word in so many vendors' names tells too little to look all of them up by. */
const mostPerWord = 400;
/** So many vendors of a look-up are weighed word by word. */
const mostWeighed = 24;

/** The vendor list by its words: which vendors are worth weighing against a card text. */
export class VendorIndex {
  readonly towns = new Towns();
  /** A vendor that changed gets a new place; its former one stays empty. */
  private readonly vendors: (IndexedVendor | null)[] = [];
  private readonly vocabulary = new Vocabulary();
  /** Places of vendors in the list, by a word, or two or three written as one. */
  private readonly byWord = new Map<string, number[]>();
  private readonly byBrand = new Map<string, number[]>();
  private readonly byInitials = new Map<string, number[]>();
  private readonly placeOf = new Map<number, number>();

  /** An index of these rows, all at once. */
  static of(rows: readonly VendorRow[]): VendorIndex {
    const index = new VendorIndex();
    index.learnTowns(rows);
    for (const row of rows) index.put(row);
    return index;
  }

  /** Towns of the list are told from words of names; they are learnt before the names are read. */
  learnTowns(rows: Iterable<VendorRow>): void {
    for (const { city } of rows) this.towns.add(city);
  }

  /** Enters a vendor, or its newer form. */
  put(row: VendorRow): void {
    const former = this.placeOf.get(row.vendorNum);
    if (former !== undefined) this.vendors[former] = null;
    const vendor = { row, read: readVendor(row, this.towns) };
    this.placeOf.set(row.vendorNum, this.vendors.length);
    this.enter(vendor, this.vendors.length);
    this.vendors.push(vendor);
  }

  get(vendorNum: number): VendorRow | null {
    const at = this.placeOf.get(vendorNum);
    return at === undefined ? null : (this.vendors[at]?.row ?? null);
  }

  /** Rare words weigh more than common ones. */
  readonly weigh: Weigh = (word) =>
    Math.log((this.placeOf.size + 1) / ((this.byWord.get(word)?.length ?? 0) + 1)) + 1;

  /** Vendors that share a word or a known business with the text, likest first. */
  shortlist(payee: Payee): readonly IndexedVendor[] {
    const points = this.points(payee);
    const best = [...points]
      .map(([at, weight]) => ({ vendor: this.vendors[at] ?? null, weight }))
      .filter((entry): entry is { vendor: IndexedVendor; weight: number } => entry.vendor !== null)
      .sort((left, right) => right.weight - left.weight || left.vendor.row.vendorNum - right.vendor.row.vendorNum)
      .slice(0, 4 * mostWeighed)
      .map(({ vendor }) => vendor);
    return best.length > mostWeighed ? likest(payee, best) : best;
  }

  private points(payee: Payee): Map<number, number> {
    const points = new Map<number, number>();
    const add = (holders: readonly number[] | undefined, weight: number) => {
      if (holders && holders.length <= mostPerWord)
        for (const at of holders) points.set(at, (points.get(at) ?? 0) + weight);
    };
    for (const id of payee.brand ? kin(payee.brand.brand) : []) add(this.byBrand.get(id), 50);
    payee.words.forEach(({ text, kind }, position) => {
      if (kind === 'number' && text.length > 2) return;
      const share = (kind === 'place' ? 0.3 : 1) * (position === 0 ? 1.2 : 1);
      for (const word of this.vocabulary.like(text))
        add(this.byWord.get(word), this.weigh(word) * share * (word === text ? 1 : 0.8));
      const next = payee.words[position + 1]?.text ?? '';
      const joined = text + next;
      if (next !== '') add(this.byWord.get(joined), this.weigh(joined));
      add(this.byWord.get(joined + (payee.words[position + 2]?.text ?? '?')), 5);
    });
    add(this.byInitials.get(payee.words[0]?.text ?? ''), 5);
    add(this.byWord.get(payee.initials), 5);
    return points;
  }

  private enter(vendor: IndexedVendor, at: number): void {
    const words = new Set<string>();
    const brands = new Set<string>();
    const initials = new Set<string>();
    for (const { core, branch, brand } of vendor.read.names) {
      for (const word of [...core, ...branch]) words.add(word);
      for (const length of [2, 3])
        for (let first = 0; first + length <= core.length; first += 1)
          words.add(core.slice(first, first + length).join(''));
      for (const id of brand ? kin(brand) : []) brands.add(id);
      if (core.length > 2) initials.add(initialsOf(core));
    }
    for (const word of words) {
      if (!this.byWord.has(word)) this.vocabulary.add(word);
      push(this.byWord, word, at);
    }
    for (const id of brands) push(this.byBrand, id, at);
    for (const word of initials) push(this.byInitials, word, at);
  }
}

/** The brand's id, and those under which its kin is found. */
const kin = ({ id, parent, sharesTextOf }: Brand): string[] => [id, parent, sharesTextOf].filter((name) => name !== null);

/** Of many that share some word, those whose whole name is most alike; the first by words always. */
function likest(payee: Payee, vendors: readonly IndexedVendor[]): readonly IndexedVendor[] {
  const text = payee.words
    .filter(({ kind }) => kind === 'name' || kind === 'vague')
    .map((word) => word.text)
    .join(' ')
    .slice(0, 32);
  const sure = vendors.slice(0, mostWeighed / 2);
  const rest = vendors.slice(mostWeighed / 2).map((vendor) => ({ vendor, name: vendor.read.names[0]?.core.join(' ') ?? '' }));
  const search = new Fuse(rest, { keys: ['name'], ignoreLocation: true, threshold: 0.6 });
  return [...sure, ...search.search(text, { limit: mostWeighed / 2 }).map(({ item }) => item.vendor)];
}
