import { type Beside, isOfAnotherState } from './beside';
import { commonNames, noiseOrName, vagueWords } from './common-words';
import type { Comparison } from './comparison';
import { doubt, fitRank, other, type Verdict } from './fit';
import { initialsOf } from './initials';
import { nameAndMore } from './name-and-more';
import { inOneAs } from './names-in-one';
import { spoken } from './payee-words';
import { isPublic, isTradeWord, tradesOfWords } from './trades';
import type { ReadVendor, VendorName } from './vendor-name';
import { isSlip } from './word-likeness';

/** How well the words of text and name fit each other. */
export function wordFit(beside: Beside): Verdict {
  const { matched, missing, extra } = beside.comparison;
  const initials = byInitials(beside);
  if (initials) return initials;
  const inOne = writtenInOne(beside);
  if (inOne) return elsewhere(inOne, beside);
  if (matched.length === 0) return other('no word in common');
  const plain =
    extra.length === 0
      ? missing.length === 0
        ? wholeName(beside)
        : partOfName(beside)
      : missing.length === 0
        ? nameAndMore(beside)
        : partAndMore(beside.comparison);
  return elsewhere(beside.comparison.asInitials ? toldInitials(plain, beside) : plain, beside);
}

/** Initials within a name count where trade or town agrees. */
const toldInitials = (plain: Verdict, { trade, sameTown }: Beside): Verdict => {
  if (fitRank(plain.fit) < 2) return plain;
  const reason = `${plain.reason}, some of it as initials`;
  return trade === 'same' || sameTown ? { fit: 'part', reason } : doubt(reason);
};

/** "BILL.COM", "GOLDENSTATEPACKAGING": the name as a web address, or written in one. */
function writtenInOne({ payee, name, comparison }: Beside): Verdict | null {
  if (payee.webAddress !== null && payee.webAddress === name.webAddress && comparison.extra.length === 0)
    return { fit: 'same', reason: 'the same web address' };
  const said = spoken(payee.words);
  const as = said.length === 1 && comparison.missing.length > 0 ? inOneAs(said[0] ?? '', name) : null;
  if (as === null) return null;
  return as === 'whole'
    ? { fit: 'same', reason: 'the same name, written in one' }
    : { fit: 'part', reason: 'the name, written in one and cut' };
}

/** "PSO" for Public Service of Oklahoma, or the other way round: told by trade or town, else a question. */
function byInitials({ payee, name, trade, sameTown }: Beside): Verdict | null {
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

function wholeName(beside: Beside): Verdict {
  const { payee, name, comparison, trade, sameTown } = beside;
  const { inexact, matched, onlyShort, cut } = comparison;
  if (onlyShort && inexact.length === 0) return doubt('the text is a short form of the name');
  if (cut) return { fit: 'part', reason: 'the name, cut within its last word' };
  const within = name.softWithin.filter((word) => comparison.leftOut.includes(word));
  if (within.length > 0) return { fit: 'part', reason: `the name, less "${within.join(' ')}"` };
  if (name.core.length === 1 && payee.brand === null && trade !== 'same' && hasNoiseOrName(beside))
    return doubt('the one word of the name, and one that may be of another');
  if (isTurnedRound(beside)) return doubt('the same words in another order');
  if (inexact.length === 0)
    return isOtherByAnS(beside)
      ? doubt('the same word but for an S')
      : { fit: 'same', reason: 'the same name' };
  const known = payee.brand !== null && inexact.every((word) => word.length > 6);
  // another letter in a first word is another family's name: HANSEN, HANSON
  const sure = sameTown || matched.length > 2 || !inexact.includes(name.core[0] ?? '');
  return (inexact.length < matched.length && sure) || known
    ? { fit: 'same', reason: 'the same name but for a letter' }
    : doubt('the same name but for a letter');
}

/** "WASHINGTON UNIVERSITY" is not the University of Washington. */
const isTurnedRound = ({ name: { core }, comparison: { beginsWithHead }, sameTown }: Beside): boolean =>
  bodies.has(core[0] ?? '') && !beginsWithHead && !sameTown;
const bodies: ReadonlySet<string> = new Set(
  'university college bank school museum institute city town'.split(' '),
);

/** "STRIPE" and STRIPES: one word but for an S is another name, where neither trade nor town agrees. */
const isOtherByAnS = ({ payee, name: { core }, trade, sameTown }: Beside): boolean =>
  core.length === 1 &&
  trade !== 'same' &&
  !sameTown &&
  payee.words.some(({ text }) => text === `${core[0]}s` || `${text}s` === core[0]);

/** The text says less than the vendor's name and nothing else. */
function partOfName(beside: Beside): Verdict {
  const { payee, name, comparison, trade, sameTown } = beside;
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
  if (matched.length === 1 && missing.some((word) => publicBodies.has(word)))
    return doubt('no more than the first word of a public body');
  if (isOnlyTown(beside)) return doubt('no more than the town in its name');
  if (matched.length === 1 && trade !== 'same' && hasNoiseOrName(beside))
    return doubt('one word of the name, and one that may be of another');
  if (payee.brand?.ifTradeAgrees) return other('the text is the name of a known business');
  if (payee.brand) return doubt('the text is the name of a known business');
  // "HYDRO OTTAWA" begins like HYDRO ONE: its town may be half of its name
  const isOfChain = payee.numbers.size > 0 && trade === 'same' && missing.every(isTradeWord);
  if (matched.length === 1 && payee.townInText !== null && !sameTown && !isOfChain)
    return doubt('one word of the name, and another town');
  if (matched.length === 1 && trade !== 'same' && payee.trade !== null && isPublic(payee.trade))
    return doubt('one word of the name, and its trade does not tell');
  if (!comparison.unbroken && !sameTown) return doubt('words of the name are left out between');
  if (
    payee.isWhole &&
    !name.goesOnAfterLegalForm &&
    missing.some((word) => !vagueWords.has(word) && !/^\d+$/.test(word)) &&
    !sameTown
  )
    return doubt('the text ends with a legal form, and the name goes on');
  const telling = matched.filter((word) => !vagueWords.has(word));
  const common = telling.every((word) => commonNames.has(word) || isTradeWord(word));
  const told = trade === 'same' && !tellsOtherTrade(missing, payee.trade);
  if (common && !told && missing.some((word) => !vagueWords.has(word)))
    return doubt('the text is a common word that begins the name');
  return { fit: 'part', reason: 'the text is the beginning of the name' };
}

/** "KING" is not King County. */
const publicBodies: ReadonlySet<string> = new Set(
  'county city town township university college school'.split(' '),
);

/** "DAYTON" alone is not the Dayton Chamber of Commerce. */
const isOnlyTown = ({ vendor, comparison: { matched } }: Beside): boolean =>
  vendor.town !== '' && matched.join(' ') === vendor.town;

/** Beside what matched, the text has a word that may be noise or half of another's name. */
const hasNoiseOrName = ({ payee, comparison: { used }, branch }: Beside): boolean =>
  branch === 'none' &&
  payee.words.some(({ kind, text }, at) => kind === 'noise' && noiseOrName.has(text) && !used.has(at));

/** The words tell trades, and none is this one. */
function tellsOtherTrade(words: readonly string[], trade: string | null): boolean {
  const trades = tradesOfWords(words);
  return trade !== null && trades.size > 0 && !trades.has(trade);
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
function elsewhere(verdict: Verdict, beside: Beside): Verdict {
  const { payee, vendor, name, trade, sameTown, branch } = beside;
  if (verdict.fit === 'other' || verdict.fit === 'doubt' || sameTown || branch === 'named') return verdict;
  if (isOfAnotherTown(beside)) return other(`${verdict.reason}, but of another town`);
  if (payee.saysOfTown && name.branch.length === 0)
    return doubt(`${verdict.reason}, but it says that it is of another town`);
  const otherState = isOfAnotherState(beside);
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
function isOfAnotherTown({ payee, vendor, comparison: { missing } }: Beside): boolean {
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
