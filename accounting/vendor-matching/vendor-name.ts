import { longForms } from './abbreviations';
import { type Brand, brandsAtHead, nameWords } from './brands';
import { connectors, legalForms, softOfVendors } from './common-words';
import { fold, umlautsSpeltOut, wordsOf } from './folding';
import { plainTown, type Towns, townWord } from './towns';
import { tellsOneOf, tradesOfWords } from './trades';
import { regions, stateCodes } from './us-places';

/** One way to say a vendor's name, and what in it tells a branch from its sisters. */
export interface VendorName {
  /** The words that make the name. */
  readonly core: readonly string[];
  /** Words that name a branch: a town, a region, a department. */
  readonly branch: readonly string[];
  /** The same by what each says: either alone tells the branch ("BIRMINGHAM - WYNFREY"). */
  readonly branches: readonly (readonly string[])[];
  readonly branchIsPlace: boolean;
  readonly branchNumber: string | null;
  readonly brand: Brand | null;
  /** After a brand's name, the words of the core that it does not say. */
  readonly beyondBrand: readonly string[];
  /** Words that it has too and a text may leave out: what accounts are called. */
  readonly soft: readonly string[];
  /** A person's name: words in any order, the first name's initials may be missing. */
  readonly person: boolean;
}

export interface ReadVendor {
  readonly names: readonly VendorName[];
  readonly trades: ReadonlySet<string>;
  readonly town: string;
  readonly state: string;
}

interface Written {
  readonly name: string;
  readonly city: string;
  readonly state: string;
}

/** Reads a vendor's name as accountants type it: "X DBA Y", "X (Y)", "X - TOWN", "X OF TOWN", "SURNAME, FIRST". */
export function readVendor(vendor: Written, towns: Towns): ReadVendor {
  const town = plainTown(vendor.city);
  const spellings = [vendor.name, umlautsSpeltOut(vendor.name)].filter((name) => name !== null);
  const names = underItsBrand(
    spellings.flatMap((name) => waysToSay(fold(name))).flatMap((way) => readName(way, town, towns)),
    vendor.name,
  );
  const words = new Set(names.flatMap(({ core, branch }) => [...core, ...branch]));
  const trades = new Set(tradesOfWords(words));
  if (/^(city|town|county|village|borough|township) of\b/.test(fold(vendor.name)))
    trades.add('government').add('utility');
  for (const { brand } of names) for (const trade of brand?.trades ?? []) trades.add(trade);
  return { names, trades, town, state: stateCodes.get(fold(vendor.state)) ?? fold(vendor.state) };
}

/** "EAN SERVICES DBA NATIONAL": a legal owner of several brands is this one here. */
function underItsBrand(names: readonly VendorName[], written: string): readonly VendorName[] {
  const last = names.at(-1)?.brand ?? null;
  if (last === null || !/\bd\/?b\/?a\b/i.test(written)) return names;
  return names.map((name) => (name.brand === last ? name : { ...name, brand: null, beyondBrand: [] }));
}

interface Way {
  readonly name: string;
  /** What follows a dash or stands in brackets: a branch or a department. */
  readonly qualifier: string;
  /** What account or department it is. */
  readonly soft?: string;
}

const otherName =
  /\s*\(?\b(?:d\/?b\/?a|f\/?k\/?a|a\/?k\/?a|formerly(?: known as)?|now|t\/a)\b[.:]?\s+([^)]*)\)?/;

/** Each name under which the vendor may bill. */
function waysToSay(text: string): Way[] {
  const other = otherName.exec(text);
  if (other?.[1] && other.index > 0)
    return [...waysToSay(text.slice(0, other.index)), ...waysToSay(other[1].trim())];
  const bracket = /^(.+?)\s*\(([^)]+)\)?\s*(.*)$/.exec(text);
  if (bracket) {
    const [, before = '', inside = '', after = ''] = bracket;
    const acronym = /^[a-z&.]{2,12}$/.test(inside.trim()) && !regions.has(inside.trim());
    return acronym
      ? [...waysToSay(`${before} ${after}`.trim()), { name: inside, qualifier: '' }]
      : [{ name: `${before} ${after}`.trim(), qualifier: inside }];
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

function dashed(before: string, after: string): Way[] {
  const words = nameWords(wordsOf(after));
  if (words.every((word) => softOfVendors.has(word))) return [{ name: before, qualifier: '', soft: after }];
  if (
    brandsAtHead(words).length > 0 &&
    words.length < 3 &&
    brandsAtHead(nameWords(wordsOf(before))).length > 0
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

/** Names of bodies of a town, where the town is not a branch but who they are. */
const bodies =
  /^(city|town|county|village|state|university|bank|chamber|port|law|college|borough|township)\b/;

function readName({ name, qualifier, soft = '' }: Way, town: string, towns: Towns): VendorName[] {
  const number = /(?:#|\bno\.?|\bstore)\s*(\d+)/.exec(name);
  const plain = number ? name.replace(number[0], ' ') : name;
  const person = /^[a-z'-]+,\s*[a-z]+(\s+[a-z])?\.?$/.test(plain) && !endsInLegalForm(plain);
  const words = wordsOf(plain).filter((word, index) => index > 0 || word !== 'the');
  const { core, branch } = person ? { core: words, branch: [] } : splitBranch(words, plain, town, towns);
  const qualifiers = wordsOf(qualifier).filter((word) => !isEmpty(word));
  const bareCore = coreOf(core, person);
  const branches = [branch, ...townApart(qualifiers, town)]
    .map((part) => withoutRegion(part.map(townWord).filter((word) => !connectors.has(word))))
    .filter((part) => part.length > 0);
  const known = brandOf(nameWords(core)) ?? brandOf(bareCore);
  return [
    {
      brand: known?.brand ?? null,
      beyondBrand: known?.beyond ?? [],
      core: bareCore,
      soft: wordsOf(`${name} ${soft}`).filter(
        (word) => (softOfVendors.has(word) || regions.has(word)) && !bareCore.includes(word),
      ),
      branch: branches.flat(),
      branches,
      branchIsPlace: branches.some((words) => isPlace(words, town, towns)),
      branchNumber: number?.[1]?.replace(/^0+/, '') ?? null,
      person,
    },
  ];
}

/** Of "dallas love field" the town, and what else it says. */
function townApart(words: readonly string[], town: string): (readonly string[])[] {
  const ofTown = town === '' ? [] : town.split(' ');
  const has = ofTown.length > 0 && ofTown.every((word) => words.map(townWord).includes(word));
  return has ? [ofTown, words.filter((word) => !ofTown.includes(townWord(word)))] : [words];
}

/** Of "chattanooga downtown" the town; a region alone stays. */
function withoutRegion(words: readonly string[]): readonly string[] {
  const towns = words.filter((word) => !regions.has(word));
  return towns.length > 0 ? towns : words;
}

const endsInLegalForm = (text: string): boolean => legalForms.has(wordsOf(text).at(-1) ?? '');

const isEmpty = (word: string): boolean =>
  connectors.has(word) || legalForms.has(word) || softOfVendors.has(word);

/** Without connectors, legal forms and, after the first word, what accounts are called. */
function coreOf(words: readonly string[], person: boolean): string[] {
  const kept = words.filter(
    (word, index) =>
      !connectors.has(word) &&
      !legalForms.has(word) &&
      (index === 0 || !softOfVendors.has(word)) &&
      !(person && word.length === 1),
  );
  return kept.length > 0 ? kept : [...words];
}

/** A town or state at the end, or the vendor's own town before a known business, names a branch. */
function splitBranch(
  words: readonly string[],
  text: string,
  town: string,
  towns: Towns,
): { core: readonly string[]; branch: readonly string[] } {
  const whole = { core: words, branch: [] };
  if (
    bodies.test(text) ||
    /\b(chamber of commerce|university|college|airport|utilit\w*|of america)\b/.test(text)
  )
    return whole;
  const kept = words.filter((word) => !legalForms.has(word));
  const own = town === '' ? [] : town.split(' ');
  if (own.length > 0 && kept.slice(0, own.length).map(townWord).join(' ') === town) {
    const rest = kept.slice(own.length);
    if (isBrand(nameWords(rest))) return { core: rest, branch: own };
  }
  const region = kept.length > 2 && regions.has(kept.at(-1) ?? '') ? 1 : 0;
  const before = kept.slice(0, kept.length - region);
  const length = region + (towns.atEndOf(before.map(townWord)) || stateAtEnd(before));
  const core = kept.slice(0, kept.length - length);
  return length > 0 && core.some((word) => !connectors.has(word))
    ? { core, branch: kept.slice(-length) }
    : whole;
}

function stateAtEnd(words: readonly string[]): number {
  for (const length of [2, 1])
    if (
      stateCodes.has(words.slice(-length).join(' ')) &&
      (words.length > length + 1 || isBrand(words.slice(0, -length)))
    )
      return length;
  return 0;
}

const isBrand = (words: readonly string[]): boolean =>
  words.length > 0 && brandsAtHead(words).some(({ length }) => length === words.length);

function isPlace(words: readonly string[], town: string, towns: Towns): boolean {
  const plain = words.map(townWord);
  if (plain.join(' ') === town || stateCodes.has(words.join(' '))) return true;
  return towns.atEndOf(['x', ...plain]) === plain.length || plain.every((word) => regions.has(word));
}

/** The known business that the words name. After a name of one word at most words of its trade may follow. */
function brandOf(words: readonly string[]): { brand: Brand; beyond: readonly string[] } | null {
  for (const { brand, length } of brandsAtHead(words)) {
    const beyond = words.slice(length).filter((word) => !isEmpty(word));
    const divisions = length > 1 || beyond.every((word) => isOfTrade(word, brand) || /^\d+$/.test(word));
    if (divisions) return { brand, beyond };
  }
  return null;
}

const isOfTrade = (word: string, { trades }: Brand): boolean =>
  [word, ...longForms(word)].some((spelt) => tellsOneOf(spelt, trades));
