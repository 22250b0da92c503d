import { branchTold } from './branch-told';
import { type Brand, type Kinship, kinship } from './brands';
import { vagueWords } from './common-words';
import { type Comparison, compare, type Weigh } from './comparison';
import { type BranchTold, doubt, type Fit, fitRank, type Verdict } from './fit';
import type { Payee } from './payee';
import { type Agreement, agreement, isTradeWord } from './trades';
import type { ReadVendor, VendorName } from './vendor-name';
import { wordFit } from './word-fit';

export interface Judgement {
  readonly fit: Fit;
  /** Which branch the text means, where the vendor's row is one. */
  readonly branch: BranchTold;
  readonly trade: Agreement;
  readonly sameTown: boolean;
  readonly score: number;
  readonly reason: string;
  /** Known by brand, not by words alone. */
  readonly byBrand: boolean;
  /** Cards show this text for a sister business too. */
  readonly sharesText: boolean;
  /** Known by a brand that is its parent or its subsidiary. */
  readonly byKin: boolean;
  /** Every word of the text is of its name. */
  readonly coversText: boolean;
  /** So many words of the text are of its name. */
  readonly wordsSaid: number;
  /** Judged by another than the vendor's first name: one in brackets, after a slash or DBA. */
  readonly bySecondName: boolean;
  /** It would fit better, were it not of another state. */
  readonly far: boolean;
}

/** Judges a vendor by the best of its names. */
export function judge(payee: Payee, vendor: ReadVendor, weigh: Weigh): Judgement {
  const judged = vendor.names.map((name) => judgeName(payee, vendor, name, weigh));
  return judged.reduce((best, next) =>
    fitRank(next.fit) > fitRank(best.fit) || (next.fit === best.fit && next.score > best.score) ? next : best,
  );
}

function judgeName(payee: Payee, vendor: ReadVendor, name: VendorName, weigh: Weigh): Judgement {
  const trade = agreement(payee.trade, vendor.trades, vendor.sureTrades);
  const sameTown = isSameTown(payee, vendor);
  const ofBrand = brandKinship(payee, name);
  const branded = ofBrand === 'same' || ofBrand === 'shares text';
  const words = branded ? payee.words.slice(payee.brand?.length) : payee.words;
  const wanted = branded ? name.beyondBrand : name.core;
  // "TECO TAMPA ELECTRIC": a text may say two of its names
  const otherNames = vendor.names.flatMap((other) => (other === name ? [] : other.core));
  const comparison = compare(
    payee,
    words,
    wanted,
    [...name.soft, ...name.branch, ...name.legal, ...otherNames],
    weigh,
  );
  const branch = branchTold(payee, words, name, sameTown);
  const beside = { payee, vendor, name, comparison, trade, sameTown, branch };
  const {
    fit,
    reason,
    far = false,
  }: Verdict = branded
    ? brandFit(comparison, ofBrand)
    : ofBrand === 'other'
      ? { fit: 'other' as const, reason: 'another known business' }
      : ofBrand === 'parent'
        ? kinFit(wordFit(beside))
        : wordFit(beside);
  const plain =
    branded && comparison.score === 0
      ? wanted.length === 0
        ? 1
        : 0.8
      : Math.max(comparison.score, isNamesake(payee, name) ? 0.4 : 0);
  return {
    fit,
    branch,
    trade,
    sameTown,
    score: fit === 'same' && isWordForWord(payee, name) ? 1 : scoreOf(fit, plain),
    reason,
    byBrand: branded,
    sharesText: ofBrand === 'shares text',
    byKin: ofBrand === 'parent',
    far,
    bySecondName: name !== vendor.names[0],
    coversText: comparison.extra.length === 0 && comparison.matched.length > 0,
    wordsSaid: comparison.used.size,
  };
}

function brandKinship(payee: Payee, { brand }: VendorName): Kinship | null {
  if (!payee.brand || !brand) return null;
  const kin = kinship(payee.brand, brand);
  if (kin === 'parent' && !isCalledAlike(payee.brand.brand, brand)) return 'other';
  return kin === 'other' && payee.alsoNames?.brand === brand ? 'shares text' : kin;
}

/** "FEDEX OFFICE" of FEDEX; hotels bill under the chain's and the house's name. */
const isCalledAlike = (one: Brand, other: Brand): boolean =>
  one.id.split(' ')[0] === other.id.split(' ')[0] ||
  ` ${one.id} `.includes(` ${other.id} `) ||
  ` ${other.id} `.includes(` ${one.id} `) ||
  (one.trades.has('lodging') && other.trades.has('lodging'));

/** The text begins with the vendor's name by another of its names, but goes on: worth a look, no more. */
const isNamesake = ({ namesakeBrand }: Payee, { brand }: VendorName): boolean =>
  namesakeBrand !== null && namesakeBrand === brand;

const floors: Readonly<Record<Fit, readonly [from: number, to: number]>> = {
  same: [0.9, 0.99],
  part: [0.75, 0.9],
  doubt: [0.4, 0.75],
  other: [0, 0.4],
};

/** Only the same words are 1. */
function isWordForWord({ words }: Payee, { core, soft, branch, branchNumber }: VendorName): boolean {
  const said = words.filter(({ kind }) => kind === 'name' || kind === 'vague').map(({ text }) => text);
  return (
    soft.length === 0 && branch.length === 0 && branchNumber === null && said.join(' ') === core.join(' ')
  );
}

/** Each fit has its own stretch of 0 to 1, so that a score says which it was. */
function scoreOf(fit: Fit, likeness: number): number {
  const [from, to] = floors[fit];
  return from + (to - from) * likeness;
}

function isSameTown(payee: Payee, vendor: ReadVendor): boolean {
  return (
    vendor.town !== '' &&
    payee.towns.has(vendor.town) &&
    (payee.state === null || vendor.state === '' || payee.state === vendor.state)
  );
}

/** Parent and subsidiary are asked about, unless the very name says which it is. */
const kinFit = (byWords: Verdict): Verdict =>
  byWords.fit === 'same' ? byWords : doubt('parent and subsidiary');

function brandFit({ missing }: Comparison, kin: 'same' | 'shares text'): Verdict {
  if (kin === 'shares text') return { fit: 'part', reason: 'cards show this text for it too' };
  if (missing.length === 0) return { fit: 'same', reason: 'the same known business' };
  const telling = missing.filter((word) => !vagueWords.has(word) && !isTradeWord(word));
  if (telling.length > 0) return doubt(`the same known business, less "${telling.join(' ')}"`);
  return { fit: 'part', reason: 'the same known business, less words of its name' };
}
