import { type Brand, type Kinship, kinship } from './brands';
import { commonNames, vagueWords } from './common-words';
import { type Comparison, compare, type Weigh } from './comparison';
import { initialsOf } from './initials';
import type { Payee } from './payee';
import { type Agreement, agreement, isTradeWord } from './trades';
import { regions } from './us-places';
import type { ReadVendor, VendorName } from './vendor-name';
import { isSlip, likeness } from './word-likeness';

/** How well a vendor fits a card text. */
export type Fit =
  /** The same name. */
  | 'same'
  /** The name cut short, or with no more than a word of its trade. */
  | 'part'
  /** Worth a question. */
  | 'doubt'
  /** Another business. */
  | 'other';

export interface Judgement {
  readonly fit: Fit;
  /** Which branch the text means, where the vendor's row is one. */
  readonly branch: 'none' | 'named' | 'open' | 'another';
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
  /** Judged by another than the vendor's first name: one in brackets, after a slash or DBA. */
  readonly bySecondName: boolean;
  /** It would fit better, were it not of another state. */
  readonly far: boolean;
}

const rank: Readonly<Record<Fit, number>> = { same: 3, part: 2, doubt: 1, other: 0 };

export const fitRank = (fit: Fit): number => rank[fit];

/** Judges a vendor by the best of its names. */
export function judge(payee: Payee, vendor: ReadVendor, weigh: Weigh): Judgement {
  const judged = vendor.names.map((name) => judgeName(payee, vendor, name, weigh));
  return judged.reduce((best, next) =>
    rank[next.fit] > rank[best.fit] || (next.fit === best.fit && next.score > best.score) ? next : best,
  );
}

function judgeName(payee: Payee, vendor: ReadVendor, name: VendorName, weigh: Weigh): Judgement {
  const trade = agreement(payee.trade, vendor.trades);
  const sameTown = isSameTown(payee, vendor);
  const ofBrand = brandKinship(payee, name);
  const branded = ofBrand === 'same' || ofBrand === 'shares text';
  const words = branded ? payee.words.slice(payee.brand?.length) : payee.words;
  const wanted = branded ? name.beyondBrand : name.core;
  const comparison = compare(payee, words, wanted, [...name.soft, ...name.branch], weigh);
  const branch = branchOf(payee, words, name, vendor, sameTown);
  const {
    fit,
    reason,
    far = false,
  }: Verdict = branded
    ? brandFit(comparison, ofBrand)
    : ofBrand === 'other'
      ? { fit: 'other' as const, reason: 'another known business' }
      : ofBrand === 'parent'
        ? kinFit(wordFit(payee, comparison, vendor, name, trade, sameTown, branch))
        : wordFit(payee, comparison, vendor, name, trade, sameTown, branch);
  const plain = branded && comparison.score === 0 ? (wanted.length === 0 ? 1 : 0.8) : comparison.score;
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

interface Verdict {
  readonly fit: Fit;
  /** It would fit better, were it not of another state. */
  readonly far?: boolean;
  readonly reason: string;
}

function brandFit({ missing }: Comparison, kin: 'same' | 'shares text'): Verdict {
  if (kin === 'shares text') return { fit: 'part', reason: 'cards show this text for it too' };
  if (missing.length === 0) return { fit: 'same', reason: 'the same known business' };
  const telling = missing.filter((word) => !vagueWords.has(word) && !isTradeWord(word));
  if (telling.length > 0) return doubt(`the same known business, less "${telling.join(' ')}"`);
  return { fit: 'part', reason: 'the same known business, less words of its name' };
}

function wordFit(
  payee: Payee,
  comparison: Comparison,
  vendor: ReadVendor,
  name: VendorName,
  trade: Agreement,
  sameTown: boolean,
  branch: Judgement['branch'],
): Verdict {
  const { matched, missing, extra } = comparison;
  const initials = byInitials(payee, name, trade, sameTown);
  if (initials) return initials;
  if (matched.length === 0) return other('no word in common');
  const plain =
    extra.length === 0
      ? missing.length === 0
        ? wholeName(payee, comparison, sameTown, name.core[0] ?? '')
        : partOfName(payee, comparison, name, trade, sameTown)
      : missing.length === 0
        ? nameAndMore(comparison, trade, sameTown, branch)
        : partAndMore(comparison);
  return elsewhere(payee, plain, comparison, vendor, name, trade, sameTown, branch);
}

/** "PSO" for Public Service of Oklahoma, or the other way round: told by trade or town, else a question. */
function byInitials(payee: Payee, name: VendorName, trade: Agreement, sameTown: boolean): Verdict | null {
  const said = payee.words.filter(({ kind }) => kind !== 'place' && kind !== 'number' && kind !== 'noise');
  const [word] = said;
  const isOurs =
    word !== undefined &&
    said.length === 1 &&
    word.text.length > 2 &&
    name.core.length > 2 &&
    initialsOf(name.core) === word.text;
  const isTheirs = payee.initials.length > 2 && name.core.length === 1 && name.core[0] === payee.initials;
  if (!isOurs && !isTheirs) return null;
  const reason = 'the initials of the name';
  if (trade === 'other') return other(`${reason}, but of another trade`);
  const long = isOurs ? (word?.text.length ?? 0) > 3 : payee.initials.length > 3;
  const sure = trade === 'same' || (sameTown && long);
  return sure ? { fit: 'part', reason } : doubt(reason);
}

const other = (reason: string): Verdict => ({ fit: 'other', reason });
const doubt = (reason: string): Verdict => ({ fit: 'doubt', reason });

function wholeName(
  payee: Payee,
  { inexact, matched, onlyShort, cut }: Comparison,
  sameTown: boolean,
  head: string,
): Verdict {
  if (onlyShort && inexact.length === 0) return doubt('the text is a short form of the name');
  if (cut) return { fit: 'part', reason: 'the name, cut within its last word' };
  if (inexact.length === 0) return { fit: 'same', reason: 'the same name' };
  const known = payee.brand !== null && inexact.every((word) => word.length > 6);
  // another letter in a first word is another family's name: HANSEN, HANSON
  const sure = sameTown || matched.length > 2 || !inexact.includes(head);
  return (inexact.length < matched.length && sure) || known
    ? { fit: 'same', reason: 'the same name but for a letter' }
    : doubt('the same name but for a letter');
}

/** The text says less than the vendor's name and nothing else. */
function partOfName(
  payee: Payee,
  comparison: Comparison,
  name: VendorName,
  trade: Agreement,
  sameTown: boolean,
): Verdict {
  const { hasHead, beginsAlike, matched, missing, inexact } = comparison;
  if (!hasHead || !beginsAlike) {
    if (!matched.some((word) => !vagueWords.has(word) && !isTradeWord(word)))
      return other('only words of a trade in common');
    return doubt('the text is a part of the name, but not its beginning');
  }
  if (trade === 'other') return other('begins alike, but of another trade');
  if (inexact.length > 0 && inexact.length === matched.length) return doubt('begins alike but for a letter');
  if (comparison.onlyShort) return doubt('the text is no more than the beginning of a word of the name');
  if (name.person) return doubt('one name of a person');
  if (payee.brand?.ifTradeAgrees) return other('the text is the name of a known business');
  if (payee.brand) return doubt('the text is the name of a known business');
  if (!comparison.unbroken && !sameTown) return doubt('words of the name are left out between');
  if (payee.isWhole && missing.some((word) => !vagueWords.has(word)) && !sameTown)
    return doubt('the text ends with a legal form, and the name goes on');
  const telling = matched.filter((word) => !vagueWords.has(word));
  const common = telling.every((word) => commonNames.has(word) || isTradeWord(word));
  if (common && !(trade === 'same') && missing.some((word) => !vagueWords.has(word)))
    return doubt('the text is a common word that begins the name');
  return { fit: 'part', reason: 'the text is the beginning of the name' };
}

/** The text has the whole name and says more. */
function nameAndMore(
  comparison: Comparison,
  trade: Agreement,
  sameTown: boolean,
  branch: Judgement['branch'],
): Verdict {
  const { matched, extra, beginsAlike, inexact } = comparison;
  const more = extra.map(({ text }) => text).join(' ');
  const said = `the name and more ("${more}")`;
  if (!beginsAlike) return matched.length > 1 ? doubt(said) : other(said);
  if (trade === 'other') return other(`${said}, and of another trade`);
  const telling = matched.filter(
    (word) => !vagueWords.has(word) && !isTradeWord(word) && !commonNames.has(word),
  );
  const vague = extra.every(({ text }) => vagueWords.has(text));
  if (vague && matched.length > 1 && inexact.length === 0 && telling.length > 0)
    return { fit: 'part', reason: said };
  const long = matched.length > 2 || (matched.length > 1 && branch === 'named');
  if (long && sameTown && inexact.length === 0) return { fit: 'part', reason: `${said}, in its town` };
  if (matched.length > 1 && telling.length > 0) return doubt(said);
  return telling.length > 0 && (vague || trade === 'same') ? doubt(said) : other(said);
}

/** Text and name each say what the other does not: sharing a word, even a rare one, is not the same business. */
function partAndMore({ matched, missing, extra, score, hasHead, beginsAlike }: Comparison): Verdict {
  const more = extra.map(({ text }) => text).join(' ');
  const said = `"${more}" is not in the name, "${missing.join(' ')}" not in the text`;
  const alike = matched.length >= 2 && score >= 0.7 && hasHead && beginsAlike;
  const slip =
    matched.length >= 2 &&
    missing.length === 1 &&
    extra.length === 1 &&
    isSlip(extra[0]?.text ?? '', missing[0] ?? '');
  return alike || slip ? doubt(said) : other(said);
}

/** The same words in another place may be another firm: rules 6 and 9 of a careful clerk. */
function elsewhere(
  payee: Payee,
  verdict: Verdict,
  comparison: Comparison,
  vendor: ReadVendor,
  name: VendorName,
  trade: Agreement,
  sameTown: boolean,
  branch: Judgement['branch'],
): Verdict {
  if (verdict.fit === 'other' || verdict.fit === 'doubt' || sameTown || branch === 'named') return verdict;
  if (isOfAnotherTown(payee, comparison, vendor)) return other(`${verdict.reason}, but of another town`);
  const otherState = payee.state !== null && vendor.state !== '' && payee.state !== vendor.state;
  if (otherState && hasOwnTown(name, vendor)) return doubt(`${verdict.reason}, but of another state`);
  if (otherState && verdict.fit === 'part' && trade !== 'same')
    return { ...doubt(`${verdict.reason}, in another state`), far: true };
  if (trade === 'other') {
    return payee.towns.size > 0 || payee.state !== null
      ? other(`${verdict.reason}, but another trade in another place`)
      : doubt(`${verdict.reason}, but another trade`);
  }
  return verdict;
}

/** The name lacks the text's town and has its own, which the text lacks: "UNIVERSITY OF TENNESSEE KNOXVILLE". */
function isOfAnotherTown(payee: Payee, { missing }: Comparison, vendor: ReadVendor): boolean {
  const town = vendor.town.split(' ');
  return (
    payee.townInText !== null &&
    payee.townInText !== vendor.town &&
    missing.some((word) => town.includes(word))
  );
}

/** A name with its own town in it is that of a local business. */
const hasOwnTown = ({ core }: VendorName, { town }: ReadVendor): boolean =>
  town !== '' && town.split(' ').every((word) => core.includes(word));

/** The branch's number, or a longer one that ends with it. */
const hasNumber = (payee: Payee, number: string): boolean =>
  payee.numbers.has(number) ||
  (number.length > 3 && [...payee.numbers].some((longer) => longer.endsWith(number)));

/** Whether the text tells the branch of a vendor that is one. */
function branchOf(
  payee: Payee,
  words: Payee['words'],
  name: VendorName,
  vendor: ReadVendor,
  sameTown: boolean,
): Judgement['branch'] {
  if (name.branchNumber !== null && hasNumber(payee, name.branchNumber)) return 'named';
  if (name.branch.length === 0 && name.branchNumber === null) return 'none';
  const said = words.map(({ text }) => text);
  const isSaid = (word: string) =>
    said.some((text) => likeness(text, word, false) !== null) ||
    [...payee.towns].some((town) => town.split(' ').includes(word));
  if (name.branches.some((branch) => branch.every(isSaid))) return 'named';
  if (name.branchIsPlace && sameTown) return 'named';
  if (name.branchNumber !== null && payee.numbers.size > 0 && !sameTown) return 'another';
  if (payee.townInText !== null && !sameTown && (name.branchIsPlace || name.branchNumber !== null)) {
    return name.branch.length > 0 && name.branch.every((word) => regions.has(word)) ? 'open' : 'another';
  }
  if (name.branchNumber !== null && sameTown && payee.numbers.size === 0) return 'named';
  return 'open';
}
