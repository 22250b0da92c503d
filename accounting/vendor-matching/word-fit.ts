import { commonNames, vagueWords } from './common-words';
import type { Comparison } from './comparison';
import { type BranchTold, doubt, other, type Verdict } from './fit';
import { initialsOf } from './initials';
import type { Payee } from './payee';
import { type Agreement, isTradeWord } from './trades';
import type { ReadVendor, VendorName } from './vendor-name';
import { isSlip } from './word-likeness';

/** A card text beside one name of a vendor, and what stands around both. */
export interface Beside {
  readonly payee: Payee;
  readonly vendor: ReadVendor;
  readonly name: VendorName;
  readonly comparison: Comparison;
  readonly trade: Agreement;
  readonly sameTown: boolean;
  readonly branch: BranchTold;
}

/** How well the words of text and name fit each other. */
export function wordFit(beside: Beside): Verdict {
  const { matched, missing, extra } = beside.comparison;
  const initials = byInitials(beside);
  if (initials) return initials;
  if (matched.length === 0) return other('no word in common');
  const plain =
    extra.length === 0
      ? missing.length === 0
        ? wholeName(beside)
        : partOfName(beside)
      : missing.length === 0
        ? nameAndMore(beside)
        : partAndMore(beside.comparison);
  return elsewhere(plain, beside);
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

function wholeName({ payee, name, comparison, sameTown }: Beside): Verdict {
  const { inexact, matched, onlyShort, cut } = comparison;
  if (onlyShort && inexact.length === 0) return doubt('the text is a short form of the name');
  if (cut) return { fit: 'part', reason: 'the name, cut within its last word' };
  if (inexact.length === 0) return { fit: 'same', reason: 'the same name' };
  const known = payee.brand !== null && inexact.every((word) => word.length > 6);
  // another letter in a first word is another family's name: HANSEN, HANSON
  const sure = sameTown || matched.length > 2 || !inexact.includes(name.core[0] ?? '');
  return (inexact.length < matched.length && sure) || known
    ? { fit: 'same', reason: 'the same name but for a letter' }
    : doubt('the same name but for a letter');
}

/** The text says less than the vendor's name and nothing else. */
function partOfName({ payee, name, comparison, trade, sameTown }: Beside): Verdict {
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
function nameAndMore({ comparison, trade, sameTown, branch }: Beside): Verdict {
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
function elsewhere(verdict: Verdict, beside: Beside): Verdict {
  const { payee, vendor, name, trade, sameTown, branch } = beside;
  if (verdict.fit === 'other' || verdict.fit === 'doubt' || sameTown || branch === 'named') return verdict;
  if (isOfAnotherTown(beside)) return other(`${verdict.reason}, but of another town`);
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
