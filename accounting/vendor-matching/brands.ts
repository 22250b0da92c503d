import { longForms } from './abbreviations';
import { brandsOfServices } from './brands-services';
import { brandsOfSupply } from './brands-supply';
import { brandsOfTravel } from './brands-travel';
import { connectors, legalForms } from './common-words';
import { fold, wordsOf } from './folding';
import { placeIn } from './vocabulary';

/**
 * A well-known business under its several names: brand, legal name, acronym, the name before a renaming, the forms
 * that cards show. In the tables a line is its names (the first is its own), a bar, its trades, and where there is
 * one another bar and a relation: `< parent`, or `= other` where cards show the other's name for it too.
 * A name that ends in "?" is meant only where the category code says so ("delta?"); one that ends in "!" is not
 * shared with the sister business ("xfinity!").
 */
export interface Brand {
  readonly id: string;
  readonly trades: ReadonlySet<string>;
  readonly parent: string | null;
  readonly sharesTextOf: string | null;
}

interface Form {
  readonly brand: Brand;
  /** Only where the category code tells the brand's trade. */
  readonly ifTradeAgrees: boolean;
  /** No sister business is billed under this name. */
  readonly itsOwn: boolean;
}

export interface BrandFound extends Form {
  /** So many first words are the brand's name. */
  readonly length: number;
}

const forms = new Map<string, Form>();
const brands = new Map<string, Brand>();
let longest = 1;

for (const line of [brandsOfSupply, brandsOfTravel, brandsOfServices].join('\n').split('\n')) {
  const [names = '', trades = '', relation = ''] = line.split('|').map((cell) => cell.trim());
  if (names === '') continue;
  const [id = '', ...others] = names.split(/\s*,\s*/);
  const brand: Brand = {
    id,
    trades: new Set(trades.split(' ')),
    parent: relation.startsWith('<') ? relation.slice(2) : null,
    sharesTextOf: relation.startsWith('=') ? relation.slice(2) : null,
  };
  brands.set(id, brand);
  for (const name of [id, ...others]) {
    const words = nameWords(wordsOf(fold(name.replace(/[?!]$/, ''))));
    longest = Math.max(longest, words.length);
    const form = { brand, ifTradeAgrees: name.endsWith('?'), itsOwn: name.endsWith('!') };
    if (!forms.has(words.join(' '))) forms.set(words.join(' '), form);
  }
}

const sortedForms = [...forms.keys()].sort();

/** Words without connectors and legal forms, unless nothing else is there. */
export function nameWords(words: readonly string[]): string[] {
  const kept = words.filter((word, at) => !connectors.has(word) && (at === 0 || !legalForms.has(word)));
  return kept.length > 0 ? kept : [...words];
}

/** A form by its words, as they are or one of them spelt out ("fedex frt"). */
function formOf(words: readonly string[]): Form | null {
  const form = forms.get(words.join(' '));
  if (form) return form;
  if (words.length === 1) return null;
  for (const [at, word] of words.entries()) {
    for (const long of longForms(word)) {
      const spelt = forms.get([...words.slice(0, at), long, ...words.slice(at + 1)].join(' '));
      if (spelt) return spelt;
    }
  }
  return null;
}

/** The brands with whose names the words begin, longest name first. */
export function brandsAtHead(words: readonly string[]): BrandFound[] {
  const found: BrandFound[] = [];
  for (let length = Math.min(longest, words.length); length > 0; length -= 1) {
    const form = formOf(words.slice(0, length));
    if (form) found.push({ ...form, length });
  }
  return found;
}

/** The words are a brand's name, no less and no more. */
export const isBrand = (words: readonly string[]): boolean =>
  words.length > 0 && brandsAtHead(words).some(({ length }) => length === words.length);

/** The one brand that has a name which the text begins, cut within a word; null where none or several. */
export function brandCutShort(words: readonly string[]): BrandFound | null {
  const text = words.join(' ');
  if (text.length < 7) return null;
  let only: Form | null = null;
  for (let at = placeIn(sortedForms, text); sortedForms[at]?.startsWith(text); at += 1) {
    if (sortedForms[at]?.charAt(text.length) === ' ') return null;
    const form = forms.get(sortedForms[at] ?? '');
    if (!form || (only && only.brand !== form.brand)) return null;
    only = form;
  }
  return only && { ...only, length: words.length };
}

export type Kinship = 'same' | 'shares text' | 'parent' | 'other';

/** How two brands are related: the text's, as it is named there, and a vendor's. */
export function kinship({ brand: ofText, itsOwn }: BrandFound, ofVendor: Brand): Kinship {
  if (ofText === ofVendor) return 'same';
  if (ofVendor.sharesTextOf === ofText.id && !itsOwn) return 'shares text';
  if (ofText.parent === ofVendor.id || ofVendor.parent === ofText.id) return 'parent';
  return 'other';
}
