import { longForms } from './abbreviations';
import { type Beside, isOfAnotherState } from './beside';
import { commonNames, emptyWords, vagueWords } from './common-words';
import { doubt, other, type Verdict } from './fit';
import type { PayeeWord } from './payee-words';
import { isBroad, isTradeWord, tradesOfWords } from './trades';
import { regions, stateNames } from './us-places';

/** The text has the whole name and says more. */
export function nameAndMore(beside: Beside): Verdict {
  const { vendor, comparison, trade, sameTown, branch } = beside;
  const { matched, extra, beginsAlike, inexact } = comparison;
  const more = extra.map(({ text }) => text).join(' ');
  const said = `the name and more ("${more}")`;
  if (extra.length === 1 && stateNames.has(extra[0]?.text ?? '') && beginsAlike && inexact.length === 0)
    return extra[0]?.text === vendor.state || vendor.state === ''
      ? { fit: 'same', reason: 'the same name and its state' }
      : { ...doubt(`${said}, another state`), far: true };
  if (!beginsAlike) return matched.length > 1 ? doubt(said) : other(said);
  if (trade === 'other') return other(`${said}, and of another trade`);
  const telling = matched.filter(
    (word) => !vagueWords.has(word) && !isTradeWord(word) && !commonNames.has(word),
  );
  const vague = extra.every(({ text }) => vagueWords.has(text));
  const empty = extra.every(({ text }) => [text, ...longForms(text)].some((word) => emptyWords.has(word)));
  if (beside.name.person) return doubt(said);
  if (saysItsTrade(beside) && trade === 'same')
    return { fit: 'part', reason: `${said}, which says its trade` };
  if (empty && matched.length > 1 && inexact.length === 0 && telling.length > 0)
    return isOfAnotherState(beside)
      ? { ...doubt(`${said}, in another state`), far: true }
      : { fit: 'part', reason: said };
  if (matched.length > 1 && isTownHall(matched) && extra.every(isOffice))
    return { fit: 'part', reason: `${said}, one of its offices` };
  if (saysAnotherTrade(beside)) return matched.length > 1 && telling.length > 0 ? doubt(said) : other(said);
  if (comparison.extraBehindNumber && telling.length > 0 && (trade === 'same' || matched.length > 1))
    return { fit: 'part', reason: `${said}, behind the number of a store` };
  if (sameTown && inexact.length === 0 && isInItsRegion(extra))
    return { fit: 'part', reason: `${said}, in its town` };
  const rareWord = matched.length === 1 && telling.length === 1 && (matched[0]?.length ?? 0) >= 5;
  if (rareWord && empty && sameTown && inexact.length === 0)
    return { fit: 'part', reason: `${said}, which says nothing, in its town` };
  const long = matched.length > 2 || (matched.length > 1 && branch === 'named');
  const sure = long || (matched.length > 1 && telling.length > 0 && trade === 'same');
  const agrees = trade === 'same' || beside.payee.codeSaysNothing;
  if (sure && agrees && sameTown && inexact.length === 0)
    return { fit: 'part', reason: `${said}, in its town` };
  if (matched.length > 1 && telling.length > 0) return doubt(said);
  return telling.length > 0 && (vague || trade === 'same') ? doubt(said) : other(said);
}

/** "PAPPADEAUX SEAFOOD KITCHEN": what more is said is the trade of the category, and not in another state. */
function saysItsTrade(beside: Beside): boolean {
  const { payee, comparison } = beside;
  const { trade } = payee;
  return (
    trade !== null &&
    !isBroad(trade) &&
    !isOfAnotherState(beside) &&
    comparison.inexact.length === 0 &&
    comparison.extra.every(({ text }) =>
      [text, ...longForms(text)].some((word) => tradesOfWords([word]).has(trade)),
    )
  );
}

/** What more is said tells a trade, and none that the vendor has: "DIXIE FORKLIFT DENTAL". */
const saysAnotherTrade = ({ vendor: { trades }, comparison: { extra } }: Beside): boolean =>
  trades.size > 0 &&
  extra.some(({ text }) => {
    const told = vagueWords.has(text) ? new Set<string>() : tradesOfWords([text, ...longForms(text)]);
    return told.size > 0 && ![...told].some((trade) => trades.has(trade));
  });

/** "PAPE KENWORTH NW": words of a region. */
const isInItsRegion = (extra: readonly PayeeWord[]): boolean =>
  extra.every(({ text }) => [text, ...longForms(text)].some((word) => regions.has(word)));

/** "CITY OF DALLAS WATER": bodies whose offices bill under their name and the office's. */
const isTownHall = (name: readonly string[]): boolean =>
  /^(city|town|village|county|township|borough)$/.test(name[0] ?? '') ||
  /^(county|airport)$/.test(name.at(-1) ?? '');

const offices: ReadonlySet<string> = new Set(
  `water works sewer utility utilities util utils parking permits permit treasurer treasury tax taxes court courts clerk
  finance dept department license licensing police fire parks recreation sanitation landfill library revenue solid
  waste inspections planning`.split(/\s+/),
);

/** An office, or the beginning of its word. */
const isOffice = ({ text }: PayeeWord): boolean =>
  offices.has(text) || (text.length > 4 && [...offices].some((office) => office.startsWith(text)));
