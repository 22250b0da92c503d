import { longForms } from './abbreviations';
import { type Brand, brandsAtHead, isBrand, nameWords } from './brands';
import { connectors, isLegalForm, legalForms, softOfVendors, vagueWords } from './common-words';
import { fold, umlautsSpeltOut, wordsOf } from './folding';
import { plainTown, type Towns, townWord } from './towns';
import { tellsOneOf, tradesOfWords } from './trades';
import { regions, stateCodes, stateNames } from './us-places';
import { type Way, waysToSay } from './ways-to-say';
import { webAddressAsName, webAddressIn } from './web-address';

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
  /** Words that it has too and a text may leave out: what accounts are called, a person's initials. */
  readonly soft: readonly string[];
  /** Those of them that stand between other words of the name: "MILWAUKEE BUSINESS JOURNAL". */
  readonly softWithin: readonly string[];
  /** Its legal forms. */
  readonly legal: readonly string[];
  /** A person's name: words in any order, the first name's initials may be missing. */
  readonly person: boolean;
  /** A legal form stands inside it: "BREWTON & SON INC PLUMBING". */
  readonly goesOnAfterLegalForm: boolean;
  /** It is written as a web address: "bill.com". */
  readonly webAddress: string | null;
  /** All its words in one, as web addresses and narrow fields write them. */
  readonly inOne: string;
}

export interface ReadVendor {
  readonly names: readonly VendorName[];
  readonly trades: ReadonlySet<string>;
  /** Those that more than a word of many trades tells ("supply", "equipment"). */
  readonly sureTrades: ReadonlySet<string>;
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
    spellings
      .flatMap((name) => waysToSay(fold(name), (words) => isTown(words, town, towns)))
      .flatMap((way) => readName(way, town, towns)),
    vendor.name,
  );
  const words = new Set(names.flatMap(({ core, branch }) => [...core, ...branch]));
  const trades = new Set(tradesOfWords(words));
  const sureTrades = new Set(tradesOfWords([...words].filter((word) => !vagueWords.has(word))));
  if (/^(city|town|county|village|borough|township) of\b/.test(fold(vendor.name)))
    for (const known of [trades, sureTrades]) known.add('government').add('utility');
  for (const { brand } of names)
    for (const trade of brand?.trades ?? []) for (const known of [trades, sureTrades]) known.add(trade);
  return { names, trades, sureTrades, town, state: stateCodes.get(fold(vendor.state)) ?? fold(vendor.state) };
}

/** "EAN SERVICES DBA NATIONAL": a legal owner of several brands is this one here. */
function underItsBrand(names: readonly VendorName[], written: string): readonly VendorName[] {
  const last = names.at(-1)?.brand ?? null;
  if (last === null || !/\bd\/?b\/?a\b/i.test(written)) return names;
  return names.map((name) => (name.brand === last ? name : { ...name, brand: null, beyondBrand: [] }));
}

/** Names of bodies of a town, where the town is not a branch but who they are. */
const bodies =
  /^(city|town|county|village|state|university|bank|chamber|port|law|college|borough|township)\b/;

function readName({ name, qualifier, soft = '' }: Way, town: string, towns: Towns): VendorName[] {
  const number = /(?:#|\bno\.?|\bstore)\s*(?:[a-z]{0,3}-?)(\d+)/.exec(name);
  const plain = number ? name.replace(number[0], ' ') : name;
  const person = /^[a-z'-]+,\s*[a-z]+(\s+[a-z])?\.?$/.test(plain) && !endsInLegalForm(plain);
  const words = wordsOf(webAddressAsName(plain)).filter((word, index) => index > 0 || word !== 'the');
  const { core, branch } = person ? { core: words, branch: [] } : splitBranch(words, plain, town, towns);
  const qualifiers = wordsOf(qualifier).filter((word) => !isEmpty(word));
  const bareCore = coreOf(core, person);
  const webAddress = webAddressIn(name);
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
        (word) =>
          (softOfVendors.has(word) || regions.has(word) || (person && word.length === 1)) &&
          !bareCore.includes(word),
      ),
      softWithin: softWithin(words, bareCore),
      legal: words.filter((word, at) => isLegalForm(word, at, words.length)),
      branch: branches.flat(),
      branches,
      branchIsPlace: branches.some((words) => isPlace(words, town, towns)),
      branchNumber: number?.[1]?.replace(/^0+/, '') ?? null,
      person,
      goesOnAfterLegalForm: words.some(
        (word, at) => at < words.length - 1 && isLegalForm(word, at, words.length),
      ),
      webAddress,
      inOne: words.join(''),
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

function softWithin(words: readonly string[], core: readonly string[]): string[] {
  const first = words.indexOf(core[0] ?? '');
  const last = words.lastIndexOf(core.at(-1) ?? '');
  return words.slice(first, last).filter((word) => softOfVendors.has(word) && !core.includes(word));
}

const endsInLegalForm = (text: string): boolean => legalForms.has(wordsOf(text).at(-1) ?? '');

const isEmpty = (word: string): boolean =>
  connectors.has(word) || legalForms.has(word) || softOfVendors.has(word);

/** "DEPT OF REVENUE" is a name, "DEPT 4471" an account. */
const isDepartmentOf = (words: readonly string[], at: number): boolean =>
  words[at] === 'dept' && words[at + 1] === 'of';

/** Without connectors, legal forms and, after the first word, what accounts are called. */
function coreOf(words: readonly string[], person: boolean): string[] {
  const kept = words.filter(
    (word, index) =>
      !connectors.has(word) &&
      !isLegalForm(word, index, words.length) &&
      (index === 0 || !softOfVendors.has(word) || isDepartmentOf(words, index)) &&
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
  const kept = words.filter((word, at) => !isLegalForm(word, at, words.length));
  // "BLUECROSS BLUESHIELD OF TENNESSEE" is one business, no branch of another
  if (isBrand(nameWords(kept)) && !isBrand(nameWords(kept.slice(0, 1)))) return whole;
  if (kept.length > 2 && stateNames.has(kept.at(-1) ?? '') && endsInTown(kept.slice(0, -1), towns))
    return splitBranch(kept.slice(0, -1), text, town, towns);
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

const endsInTown = (words: readonly string[], towns: Towns): boolean =>
  towns.atEndOf(words.map(townWord)) > 0;

function stateAtEnd(words: readonly string[]): number {
  for (const length of [2, 1])
    if (
      stateCodes.has(words.slice(-length).join(' ')) &&
      (words.length > length + 1 || isBrand(words.slice(0, -length)))
    )
      return length;
  return 0;
}

/** The words are a town or a state and nothing else. */
function isTown(words: readonly string[], town: string, towns: Towns): boolean {
  const plain = words.map(townWord);
  return (
    plain.join(' ') === town ||
    stateCodes.has(words.join(' ')) ||
    towns.atEndOf(['x', ...plain]) === plain.length ||
    (stateNames.has(words.at(-1) ?? '') && towns.atEndOf(['x', ...plain.slice(0, -1)]) === plain.length - 1)
  );
}

const isPlace = (words: readonly string[], town: string, towns: Towns): boolean =>
  isTown(words, town, towns) || words.every((word) => regions.has(word));

/** The known business that the words name. After a name of one word at most words of its trade may follow. */
function brandOf(words: readonly string[]): { brand: Brand; beyond: readonly string[] } | null {
  for (const { brand, length } of brandsAtHead(words)) {
    const beyond = words.slice(length).filter((word) => !isEmpty(word));
    const ofTrade = beyond.some((word) => isOfTrade(word, brand));
    const divisions =
      length > 1 ||
      beyond.every(
        (word) =>
          isOfTrade(word, brand) ||
          /^\d+$|^pro$|^distribut(ion|ing)$/.test(word) ||
          (ofTrade && /^centers?$/.test(word)),
      );
    if (divisions) return { brand, beyond };
  }
  return null;
}

const isOfTrade = (word: string, { trades }: Brand): boolean =>
  [word, ...longForms(word)].some((spelt) => tellsOneOf(spelt, trades));
