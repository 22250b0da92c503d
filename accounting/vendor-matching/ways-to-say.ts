import { longForms } from './abbreviations';
import { brandsAtHead, isBrand, nameWords } from './brands';
import { connectors, isLegalForm, softOfVendors, vagueWords } from './common-words';
import { wordsOf } from './folding';
import { isTradeWord, tradesOfWords } from './trades';
import { regions } from './us-places';

export interface Way {
  readonly name: string;
  /** What follows a dash or stands in brackets: a branch or a department. */
  readonly qualifier: string;
  /** What account or department it is. */
  readonly soft?: string;
}

const otherName =
  /\s*\(?\b(?:d\/?b\/?a|f\/?k\/?a|a\/?k\/?a|formerly(?: known as)?|now|t\/a)\b[.:]?\s+([^)]*)\)?/;

/** Whether words are a town, told by the list and the vendor's own address. */
type IsTown = (words: readonly string[]) => boolean;

/** Each name under which the vendor may bill: "X DBA Y", "X (Y)", "X / Y", "X - TOWN". */
export function waysToSay(text: string, isTown: IsTown): Way[] {
  const other = otherName.exec(text);
  if (other?.[1] && other.index > 0)
    return [...waysToSay(text.slice(0, other.index), isTown), ...waysToSay(other[1].trim(), isTown)];
  const bracket = /^(.+?)\s*\(([^)]+)\)?\s*(.*)$/.exec(text);
  if (bracket) {
    const [, before = '', inside = '', after = ''] = bracket;
    return bracketed(`${before} ${after}`.trim(), inside.trim(), isTown);
  }
  const dash = /^(.+?)\s+-+\s*(.+)$/.exec(text);
  if (dash) return dashed(dash[1] ?? '', dash[2] ?? '');
  const pair = /^(.+?)\s+(?:&|and)\s+(\S+)(.*)$/.exec(text);
  if (
    pair &&
    isBrand(wordsOf(pair[1] ?? '')) &&
    isBrand([pair[2] ?? '']) &&
    !isBrand(nameWords(wordsOf(`${pair[1]} ${pair[2]}`)))
  )
    return [
      { name: `${pair[1]}${pair[3]}`, qualifier: '' },
      { name: `${pair[2]}${pair[3]}`, qualifier: '' },
      { name: text, qualifier: '' },
    ];
  const slash = /^(.+?)\s*\/\s*(.+)$/.exec(text);
  if (slash && !/\b[a-z]\/[a-z]\b/.test(text)) return slashed(slash[1] ?? '', slash[2] ?? '');
  return [{ name: text, qualifier: '' }];
}

/** What stands in brackets is another name, a remark about the account, or a branch or department. */
function bracketed(name: string, inside: string, isTown: IsTown): Way[] {
  const words = wordsOf(inside);
  if (words.every((word) => softOfVendors.has(word) || remarks.has(word)))
    return [{ name, qualifier: '', soft: inside }];
  const isName =
    isLegalForm(words.at(-1) ?? '', words.length - 1, words.length) ||
    (!isTown(words) &&
      !words.some((word) => remarks.has(word)) &&
      (words.length === 1
        ? !regions.has(inside)
        : words.some((word) => /^[a-z]{3,}$/.test(word) && !isOrdinary(word))));
  return isName
    ? [...waysToSay(name, isTown), { name: inside, qualifier: '' }]
    : [{ name, qualifier: inside }];
}

/** What accountants note in brackets beside a name. */
const remarks: ReadonlySet<string> = new Set(
  `old new dup duplicate do not use remit to ach only check checks wire attn po see also vendor temp cc pcard visa
  amex hold closed inactive auto pay net terms corp hq main office acct`.split(/\s+/),
);

/** A word of a trade, a region or of many firms: a department's, not a name's. */
const isOrdinary = (word: string): boolean =>
  isTradeWord(word) ||
  vagueWords.has(word) ||
  softOfVendors.has(word) ||
  connectors.has(word) ||
  regions.has(word) ||
  tradesOfWords(longForms(word)).size > 0;

/** "TXTAG - TEXAS DEPT OF TRANSPORTATION": who runs it, no branch. */
const publicBody = /\b(?:dept|department|city|county|state|town) of\b|\bauthority\b/;

function dashed(before: string, after: string): Way[] {
  const words = nameWords(wordsOf(after));
  if (words.every((word) => softOfVendors.has(word) || remarks.has(word)))
    return [{ name: before, qualifier: '', soft: after }];
  if (
    publicBody.test(after) ||
    (brandsAtHead(words).length > 0 &&
      words.length < 3 &&
      brandsAtHead(nameWords(wordsOf(before))).length > 0)
  )
    return [
      { name: before, qualifier: '' },
      { name: after, qualifier: '' },
    ];
  return [{ name: before, qualifier: after }];
}

function slashed(before: string, after: string): Way[] {
  const words = wordsOf(after);
  return words.every((word) => softOfVendors.has(word))
    ? [{ name: before, qualifier: '' }]
    : [before, after].map((name) => ({ name, qualifier: '' }));
}
