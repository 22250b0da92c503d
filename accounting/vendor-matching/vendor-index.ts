import Fuse from 'fuse.js';
import type { Brand } from './brands';
import type { Weigh } from './comparison';
import { initialsOf } from './initials';
import { NamesInOne } from './names-in-one';
import type { Payee } from './payee';
import { spoken } from './payee-words';
import { Towns } from './towns';
import { agreement } from './trades';
import type { VendorRow } from './vendor';
import { type ReadVendor, readVendor } from './vendor-name';
import { push, Vocabulary } from './vocabulary';

export interface IndexedVendor {
  readonly row: VendorRow;
  readonly read: ReadVendor;
  /** The words it is found by. */
  readonly words: ReadonlySet<string>;
  /** How many words its name has. */
  readonly length: number;
}

/** A word in more vendors' names than this only adds to those that another word found. */
const mostPerWord = 200;
/** Where every word of a text is so common, that many vendors of the rarest are looked at. */
const mostAtAll = 2_000;
/** So many vendors of a look-up are weighed word by word, and so many more where none of them fits. */
const mostWeighed = 24;
const mostBesides = 8;

/** Vendors worth weighing against a card text. */
export interface Shortlist {
  /** Those that share most with it. */
  readonly likest: readonly IndexedVendor[];
  /** Of the others, those whose whole name looks most like it: for a person to choose from. */
  besides(): readonly IndexedVendor[];
}

/** The vendor list by its words. */
export class VendorIndex {
  readonly towns = new Towns();
  /** A vendor that changed gets a new place; its former one stays empty. */
  private readonly vendors: (IndexedVendor | null)[] = [];
  private readonly vocabulary = new Vocabulary();
  /** Places of vendors in the list, by a word, or two or three written as one. */
  private readonly byWord = new Map<string, number[]>();
  private readonly byBrand = new Map<string, number[]>();
  private readonly byInitials = new Map<string, number[]>();
  private readonly namesInOne = new NamesInOne();
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
    const read = readVendor(row, this.towns);
    const at = this.vendors.length;
    this.placeOf.set(row.vendorNum, at);
    const single = new Set(read.names.flatMap(({ core, branch }) => [...core, ...branch]));
    const words = new Set([...single, ...inOne(read)]);
    for (const word of single) this.vocabulary.add(word);
    this.vendors.push({ row, read, words, length: read.names[0]?.core.length ?? 0 });
    for (const word of words) push(this.byWord, word, at);
    this.vocabulary.addWhole(words);
    for (const name of read.names) this.namesInOne.add(name, at);
    const brands = new Set(read.names.flatMap(({ brand }) => (brand ? kin(brand) : [])));
    for (const id of brands) push(this.byBrand, id, at);
    const initials = new Set(
      read.names.filter(({ core }) => core.length > 2).map(({ core }) => initialsOf(core)),
    );
    for (const letters of initials) push(this.byInitials, letters, at);
  }

  get(vendorNum: number): VendorRow | null {
    return this.find(vendorNum)?.row ?? null;
  }

  /** The vendor is of the text's trade, or of its town. */
  isOfTradeOrTown(vendorNum: number | null, { trade, towns }: Payee): boolean {
    const read = this.find(vendorNum ?? Number.NaN)?.read;
    return read !== undefined && (agreement(trade, read.trades) === 'same' || towns.has(read.town));
  }

  private find(vendorNum: number): IndexedVendor | null {
    const at = this.placeOf.get(vendorNum);
    return at === undefined ? null : (this.vendors[at] ?? null);
  }

  /** Rare words weigh more than common ones. */
  readonly weigh: Weigh = (word) =>
    Math.log((this.placeOf.size + 1) / ((this.byWord.get(word)?.length ?? 0) + 1)) + 1;

  /** Vendors that share a word or a known business with the text, likest first. */
  shortlist(payee: Payee): Shortlist {
    const best = [...this.points(payee)]
      .flatMap(([at, points]) => {
        const vendor = this.vendors[at];
        return vendor ? [{ vendor, points: points - vendor.length * 0.01 }] : [];
      })
      .sort(
        (left, right) => right.points - left.points || left.vendor.row.vendorNum - right.vendor.row.vendorNum,
      )
      .map(({ vendor }) => vendor);
    return {
      likest: best.slice(0, mostWeighed),
      besides: () => [
        ...mostAlike(payee, best.slice(mostWeighed, 2 * mostWeighed)),
        ...this.withinWords(payee).filter((vendor) => !best.includes(vendor)),
      ],
    };
  }

  /** Vendors of whose name a word stands within a word of the text: "LUCIDCHART", "GOMOTIVE". */
  private withinWords(payee: Payee): IndexedVendor[] {
    const found = new Set<IndexedVendor>();
    for (const text of spoken(payee.words)) {
      const part = partsOf(text).find(
        (word) => (this.byWord.get(word)?.length ?? mostBesides + 1) <= mostBesides,
      );
      for (const at of part === undefined ? [] : (this.byWord.get(part) ?? [])) {
        const vendor = this.vendors[at];
        if (vendor) found.add(vendor);
      }
    }
    return [...found].slice(0, mostBesides);
  }

  private points(payee: Payee): Map<number, number> {
    const points = new Map<number, number>();
    const add = (holders: readonly number[], weight: number) => {
      for (const at of holders) points.set(at, (points.get(at) ?? 0) + weight);
    };
    for (const id of payee.brand ? kin(payee.brand.brand) : []) add(this.byBrand.get(id) ?? [], 50);
    if (!payee.brand && payee.namesakeBrand) add(this.byBrand.get(payee.namesakeBrand.id) ?? [], 10);
    add(this.byInitials.get(payee.words[0]?.text ?? '') ?? [], 5);
    add(this.namesInOne.like(payee.words[0]?.text ?? ''), 20);
    const keys = [...this.keysOf(payee)].map(([word, weight]) => ({
      word,
      weight,
      holders: this.byWord.get(word) ?? [],
    }));
    keys.sort((left, right) => left.holders.length - right.holders.length);
    for (const { word, weight, holders } of keys) {
      if (holders.length <= mostPerWord || (points.size === 0 && holders.length <= mostAtAll))
        add(holders, weight);
      else
        for (const [at, sofar] of points)
          if (this.vendors[at]?.words.has(word)) points.set(at, sofar + weight);
    }
    return points;
  }

  /** Words of the list that the text's words may mean, and what each is worth. */
  private keysOf(payee: Payee): Map<string, number> {
    const keys = new Map<string, number>();
    const add = (word: string, share: number) => {
      if (this.byWord.has(word)) keys.set(word, Math.max(keys.get(word) ?? 0, this.weigh(word) * share));
    };
    payee.words.forEach(({ text, kind }, position) => {
      if (kind === 'number' && text.length > 2) return;
      const share = (kind === 'place' ? 0.3 : 1) * (position === 0 ? 1.2 : 1);
      for (const word of this.vocabulary.like(text)) add(word, word === text ? share : share * 0.8);
      const next = payee.words[position + 1]?.text;
      if (next === undefined) return;
      add(text + next, 1);
      add(text + next + (payee.words[position + 2]?.text ?? ''), 1);
    });
    add(payee.initials, 1);
    return keys;
  }
}

/** Beginnings of a word that may be words, the longest first, then what its first letters are put before. */
const partsOf = (word: string): string[] => [
  ...Array.from({ length: Math.max(0, word.length - 4) }, (_, less) => word.slice(0, word.length - 1 - less)),
  ...[1, 2, 3].map((from) => word.slice(from)).filter((part) => part.length >= 5),
];

/** Two or three words of a name together, as they may be written in one. */
function inOne({ names }: ReadVendor): string[] {
  return names.flatMap(({ core }) =>
    [2, 3].flatMap((length) =>
      core
        .slice(0, Math.max(0, core.length - length + 1))
        .map((_, first) => core.slice(first, first + length).join('')),
    ),
  );
}

/** The brand's id, and those under which its kin is found. */
const kin = ({ id, parent, sharesTextOf }: Brand): string[] =>
  [id, parent, sharesTextOf].filter((name) => name !== null);

/** By fuse.js: it forgives more than the word-by-word scorer, and decides nothing. */
function mostAlike(payee: Payee, vendors: readonly IndexedVendor[]): readonly IndexedVendor[] {
  if (vendors.length <= mostBesides) return vendors;
  const text = payee.words
    .filter(({ kind }) => kind === 'name' || kind === 'vague')
    .map((word) => word.text)
    .join(' ')
    .slice(0, 32);
  const named = vendors.map((vendor) => ({ vendor, name: vendor.read.names[0]?.core.join(' ') ?? '' }));
  const search = new Fuse(named, { keys: ['name'], ignoreLocation: true, threshold: 0.5 });
  return search.search(text, { limit: mostBesides }).map(({ item }) => item.vendor);
}
