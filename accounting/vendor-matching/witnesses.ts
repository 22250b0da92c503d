import type { Brand } from './brands';
import { decide, mostCandidates, type NameDecision } from './decision';
import { fold } from './folding';
import type { Merchant } from './merchant';
import { type Payee, readPayee } from './payee';
import { partsAtStar } from './star';
import type { VendorCandidate } from './vendor';
import type { VendorIndex } from './vendor-index';

/** Decides by the cleaned name, by the card's own text, and by both where both speak; `rejected` are left out. */
export function decideByNames(
  index: VendorIndex,
  merchant: Merchant,
  rejected: ReadonlySet<number> = new Set(),
): NameDecision {
  const read: Read = (text) => readPayee(text, merchant, index.towns);
  const weigh: Weigh = (payee) => decide(index, payee, rejected);
  const texts = [merchant.cleaned, merchant.raw].filter((text) => text !== null && text.trim() !== '');
  const [first, ...others] = [...new Set(texts)]
    .map((text) => decideText(text ?? '', read, weigh, index))
    .filter((decision) => decision !== null);
  if (!first) return nobody('The text names no business.');
  return others.reduce(together, first);
}

type Read = (text: string) => Payee | null;
type Weigh = (payee: Payee) => NameDecision;

/** A decision, and the known business that its text names. */
interface Witness extends NameDecision {
  readonly names: Payee['brand'];
}

/** Decides by one text; null where it names nobody. "X DBA Y" is read as both, the trading name first. */
function decideText(text: string, read: Read, weigh: Weigh, index: VendorIndex): Witness | null {
  const [, legal, trading] = /^(.+?)\s+d\/?b\/?a\s+(.+)$/i.exec(text) ?? [];
  const witness = (name: string): Witness | null => {
    const payee = read(name);
    return payee && { ...weigh(payee), names: payee.brand };
  };
  if (legal && trading) {
    const [first, second] = [trading, legal].map(witness).filter((one) => one !== null);
    return first && second ? { ...together(first, second), names: first.names } : (first ?? null);
  }
  const whole = witness(text);
  if (whole?.decision === 'match') return /^dd\s*\*/.test(fold(text)) ? throughDoorDash(whole) : whole;
  return atStar(text, whole, read, weigh, index);
}

/** "DD *WHATABURGER": DoorDash bills cards itself, and its mark is that of a processor too. */
const throughDoorDash = (shop: Witness): Witness =>
  shop.candidates[0]?.name.toLowerCase().includes('doordash')
    ? shop
    : asked(shop, 'DoorDash may be who was paid.');

/**
 * "PIRATE SHIP* POSTAGE", "TDS *BROADBAND": where the whole text is nobody's, what stands before the star may be a
 * vendor and what follows what was bought; or the other way round, behind a processor that nobody knows.
 */
function atStar(
  text: string,
  whole: Witness | null,
  read: Read,
  weigh: Weigh,
  index: VendorIndex,
): Witness | null {
  const parts = partsAtStar(text);
  const [seller, bought] = [parts?.before, parts?.after].map((part) => (part ? read(part) : null));
  if (!parts || !seller || seller.brand) return whole;
  const before: Witness = { ...weigh(seller), names: null };
  const after = bought ? weigh(bought) : null;
  if (before.decision === 'match') {
    const other = after?.decision === 'match' && after.vendorNum !== before.vendorNum ? after : null;
    if (other) return asked(merged(before, other), 'Before and after the star stand two vendors.');
    const isTold = !parts.short || index.isOfTradeOrTown(before.vendorNum, seller);
    return isTold && before.score >= 0.75
      ? before
      : asked(before, 'Letters before a star may be a vendor or a processor.');
  }
  if (after?.decision === 'match' && !parts.short)
    return asked(merged({ ...after, names: null }, before), 'Before the star stands an unknown name.');
  return whole ?? (before.candidates.length > 0 ? before : null);
}

const merged = (first: Witness, second: NameDecision): Witness => ({
  ...first,
  candidates: merge(first.candidates, second.candidates),
});

const asked = <D extends NameDecision>(decision: D, reason: string): D => ({
  ...decision,
  decision: 'ambiguous',
  vendorNum: null,
  reason,
});

const nobody = (reason: string): NameDecision => ({
  decision: 'none',
  vendorNum: null,
  score: 0,
  byBrand: false,
  reason,
  candidates: [],
});

/** The cleaned name and the card's text as two witnesses: one may say more, but they must not contradict. */
function together(cleaned: Witness, raw: Witness): Witness {
  const both = { ...cleaned, candidates: merge(cleaned.candidates, raw.candidates) };
  if (cleaned.decision === 'match') {
    if (raw.decision === 'match')
      return cleaned.vendorNum === raw.vendorNum ? both : asked(both, 'The two names are of two vendors.');
    if (namesAnother(cleaned, raw)) return asked(both, 'The card names another known business.');
    const speaksAgainst = raw.decision === 'none' && has(raw, cleaned.vendorNum);
    return speaksAgainst && cleaned.score < 0.9
      ? asked(both, "The card's text says more, and that speaks against it.")
      : both;
  }
  if (raw.decision === 'match' && has(cleaned, raw.vendorNum)) return { ...raw, candidates: both.candidates };
  if (raw.decision !== 'none' && cleaned.decision === 'none')
    return {
      ...raw,
      decision: 'ambiguous',
      vendorNum: null,
      candidates: merge(raw.candidates, cleaned.candidates),
    };
  return both;
}

const has = ({ candidates }: NameDecision, vendorNum: number | null): boolean =>
  candidates.some((candidate) => candidate.vendorNum === vendorNum);

/** The card's text names a known business that is not the cleaned name's, and none of its kin. */
const namesAnother = (cleaned: Witness, raw: Witness): boolean =>
  raw.names !== null &&
  !has(raw, cleaned.vendorNum) &&
  (cleaned.names === null || !areKin(cleaned.names.brand, raw.names.brand));

const areKin = (one: Brand, other: Brand): boolean =>
  one === other ||
  [one.parent, one.sharesTextOf].includes(other.id) ||
  [other.parent, other.sharesTextOf].includes(one.id);

function merge(first: readonly VendorCandidate[], second: readonly VendorCandidate[]): VendorCandidate[] {
  const known = new Set(first.map(({ vendorNum }) => vendorNum));
  return [...first, ...second.filter(({ vendorNum }) => !known.has(vendorNum))]
    .sort((left, right) => right.score - left.score)
    .slice(0, mostCandidates);
}
