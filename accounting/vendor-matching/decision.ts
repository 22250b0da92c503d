import { fitRank } from './fit';
import { type Judgement, judge } from './judgement';
import type { Merchant } from './merchant';
import { type Payee, readPayee } from './payee';
import type { Agreement } from './trades';
import { candidateOf, type VendorCandidate } from './vendor';
import type { IndexedVendor, VendorIndex } from './vendor-index';

export type Decision = 'match' | 'ambiguous' | 'none';

/** What the names say, before memory is asked. */
export interface NameDecision {
  readonly decision: Decision;
  /** The one vendor of a match. */
  readonly vendorNum: number | null;
  readonly score: number;
  /** The match is by a known business's other name. */
  readonly byBrand: boolean;
  /** Why, in a bookkeeper's words. */
  readonly reason: string;
  /** Likest first; also of a match and of none, for whoever looks. */
  readonly candidates: readonly VendorCandidate[];
}

/** More than this a person does not weigh, and it stays small in a workflow's history. */
export const mostCandidates = 5;

export interface Weighed {
  readonly vendor: IndexedVendor;
  readonly judgement: Judgement;
}

/** Decides by the cleaned name, by the card's own text, and by both where both speak; `rejected` are left out. */
export function decideByNames(
  index: VendorIndex,
  merchant: Merchant,
  rejected: ReadonlySet<number> = new Set(),
): NameDecision {
  const texts = [merchant.cleaned, merchant.raw].filter((text) => text !== null && text.trim() !== '');
  const decisions = [...new Set(texts)]
    .map((text) => readPayee(text ?? '', merchant, index.towns))
    .filter((payee) => payee !== null)
    .map((payee) => decide(index, payee, rejected));
  const [first, second] = decisions;
  if (!first) return nobody('The text names no business.');
  return second ? together(first, second) : first;
}

const nobody = (reason: string): NameDecision => ({
  decision: 'none',
  vendorNum: null,
  score: 0,
  byBrand: false,
  reason,
  candidates: [],
});

/** The cleaned name and the card's text as two witnesses: one may say more, but they must not contradict. */
function together(cleaned: NameDecision, raw: NameDecision): NameDecision {
  const candidates = merge(cleaned.candidates, raw.candidates);
  if (cleaned.decision === 'match' && raw.decision === 'match' && cleaned.vendorNum !== raw.vendorNum)
    return {
      ...cleaned,
      decision: 'ambiguous',
      vendorNum: null,
      candidates,
      reason: 'The two names are of two vendors.',
    };
  if (cleaned.decision === 'match') return { ...cleaned, candidates };
  if (raw.decision === 'match' && cleaned.candidates.some(({ vendorNum }) => vendorNum === raw.vendorNum))
    return { ...raw, candidates };
  if (raw.decision !== 'none' && cleaned.decision === 'none')
    return {
      ...raw,
      decision: 'ambiguous',
      vendorNum: null,
      candidates: merge(raw.candidates, cleaned.candidates),
    };
  return { ...cleaned, candidates };
}

function merge(first: readonly VendorCandidate[], second: readonly VendorCandidate[]): VendorCandidate[] {
  const known = new Set(first.map(({ vendorNum }) => vendorNum));
  return [...first, ...second.filter(({ vendorNum }) => !known.has(vendorNum))]
    .sort((left, right) => right.score - left.score)
    .slice(0, mostCandidates);
}

function decide(index: VendorIndex, payee: Payee, rejected: ReadonlySet<number>): NameDecision {
  const weigh = (vendor: IndexedVendor): Weighed => ({
    vendor,
    judgement: judge(payee, vendor.read, index.weigh),
  });
  const shortlist = index.shortlist(payee);
  const likest = shortlist.likest.map(weigh);
  const noneIsLike = likest.every(({ judgement }) => judgement.score < 0.2);
  const weighed = (noneIsLike ? [...likest, ...shortlist.besides().map(weigh)] : likest).sort(likestFirst);
  const active = weighed.filter(({ vendor: { row } }) => !row.inactive && !rejected.has(row.vendorNum));
  const candidates = active
    .filter(({ judgement }) => judgement.score > 0.05)
    .slice(0, mostCandidates)
    .map(({ vendor, judgement }) => candidateOf(vendor.row, shownScore(judgement)));
  const { decision, only, reason } = choose(payee, weighed, active);
  return {
    decision,
    vendorNum: only?.vendor.row.vendorNum ?? null,
    score: only?.judgement.score ?? candidates[0]?.score ?? 0,
    byBrand: only?.judgement.byBrand ?? false,
    reason,
    candidates: only
      ? [
          candidateOf(only.vendor.row, only.judgement.score),
          ...candidates.filter(({ vendorNum }) => vendorNum !== only.vendor.row.vendorNum),
        ].slice(0, mostCandidates)
      : candidates,
  };
}

function likestFirst(left: Weighed, right: Weighed): number {
  return (
    right.judgement.score + bonus(right.judgement) - left.judgement.score - bonus(left.judgement) ||
    left.vendor.row.vendorNum - right.vendor.row.vendorNum
  );
}

/** Place and trade order candidates of one fit. */
const bonus = ({ branch, sameTown, trade }: Judgement): number =>
  (branch === 'named' ? 0.05 : branch === 'another' ? -0.2 : 0) +
  (sameTown ? 0.02 : 0) +
  (trade === 'same' ? 0.02 : trade === 'other' ? -0.02 : 0);

/** Another branch of the very business is another business. */
const shownScore = ({ score, branch }: Judgement): number => (branch === 'another' ? score * 0.4 : score);

interface Choice {
  readonly decision: Decision;
  readonly only: Weighed | null;
  readonly reason: string;
}

const ask = (reason: string): Choice => ({ decision: 'ambiguous', only: null, reason });
const none = (reason: string): Choice => ({ decision: 'none', only: null, reason });
const match = (only: Weighed, reason: string): Choice => ({ decision: 'match', only, reason });

/** One vendor, a question, or nobody. */
function choose(payee: Payee, weighed: readonly Weighed[], active: readonly Weighed[]): Choice {
  const fitting = active.filter(({ judgement }) => fitRank(judgement.fit) >= 2);
  const open = fitting.filter(({ judgement }) => judgement.branch !== 'another');
  const doubtful = active.filter(
    ({ judgement }) => judgement.fit === 'doubt' && judgement.branch !== 'another',
  );
  if (open.length === 0) {
    if (fitting.length > 1) return ask('A branch that is not among these.');
    const inactive = weighed.find(
      ({ vendor, judgement }) => vendor.row.inactive && fitRank(judgement.fit) >= 2,
    );
    if (inactive && doubtful.every(({ judgement }) => judgement.byKin))
      return none(`${inactive.vendor.row.name} is inactive.`);
    if (doubtful[0]) return ask(`Perhaps ${doubtful[0].vendor.row.name}: ${doubtful[0].judgement.reason}.`);
    if (fitting[0]) return none(`${fitting[0].vendor.row.name} is another branch or another owner's.`);
    return none(
      active[0]
        ? `No vendor is this business; the nearest, ${active[0].vendor.row.name}: ${active[0].judgement.reason}.`
        : 'No vendor has a word of it.',
    );
  }
  const best = standingOut(payee, open);
  if (best.length > 1) return ask('Several vendors fit.');
  const only = best[0] as Weighed;
  const former = weighed.find(
    ({ vendor, judgement }) => vendor.row.inactive && fitRank(judgement.fit) > fitRank(only.judgement.fit),
  );
  if (former && !only.judgement.byBrand)
    return ask(`The name is nearer to ${former.vendor.row.name}, which is inactive.`);
  const rival = doubtful.find(
    ({ judgement }) => judgement.coversText && !(judgement.far && only.judgement.sameTown),
  );
  if (only.judgement.fit === 'part' && !only.judgement.byBrand && rival)
    return ask(`${only.vendor.row.name} or ${rival.vendor.row.name}.`);
  const firstNamed = fitting.find(
    (one) => one !== only && one.judgement.coversText && !one.judgement.bySecondName,
  );
  if (only.judgement.bySecondName && !only.judgement.byBrand && firstNamed)
    return ask(`${only.vendor.row.name} or ${firstNamed.vendor.row.name}.`);
  if (only.judgement.branch === 'open')
    return ask(`${only.vendor.row.name} is one branch, and the text does not say which.`);
  return match(only, sentence(only.judgement));
}

function sentence({ reason, branch }: Judgement): string {
  const text = branch === 'named' ? `${reason}, and its branch` : reason;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Of several that fit, the one that fits better than all others, by name, branch, trade or town; else all of them. */
function standingOut(payee: Payee, fitting: readonly Weighed[]): readonly Weighed[] {
  if (fitting.length === 1) return fitting;
  const sharing = fitting.filter(({ judgement }) => judgement.sharesText);
  if (sharing.length > 0) return fitting;
  const named = fitting.filter(({ judgement }) => judgement.branch === 'named');
  const whole = fitting.filter(({ judgement }) => judgement.fit === 'same');
  const plain = whole.filter(({ judgement }) => judgement.branch === 'none');
  const namedWhole = named.filter(({ judgement }) => judgement.fit === 'same');
  // another store than the rows of stores beside it: the plain row may be meant, or none
  const elsewhere = payee.numbers.size > 0 || payee.townInText !== null;
  if (plain.length === 1 && named.length === 0 && elsewhere && whole.length > 1) return whole;
  // the plain row has another name, and the branches have this one: either may be meant
  const first = payee.words[0]?.text;
  const besides = whole.some((one) => one !== plain[0] && one.vendor.read.names[0]?.core[0] === first);
  if (
    plain.length === 1 &&
    named.length === 0 &&
    besides &&
    plain[0]?.vendor.read.names[0]?.core[0] !== first
  )
    return whole;
  for (const group of [namedWhole, plain, whole]) {
    if (group.length === 1) return group;
    if (group.length > 1) return byTradeOrTown(payee, group);
  }
  if (named.length === 1) return named;
  return byTradeOrTown(payee, fitting);
}

/** Trade or town decides where it speaks for one and against every other. */
function byTradeOrTown(payee: Payee, group: readonly Weighed[]): readonly Weighed[] {
  const ofTrade = group.filter(({ judgement }) => judgement.trade === 'same');
  const speaksAgainst: readonly Agreement[] =
    payee.trade !== null && looseTrades.has(payee.trade) ? ['other'] : ['other', 'near'];
  if (
    ofTrade.length === 1 &&
    group.every((one) => one === ofTrade[0] || speaksAgainst.includes(one.judgement.trade))
  )
    return ofTrade;
  const near = group.filter(({ judgement }) => judgement.trade !== 'other');
  const inTown = near.filter(({ judgement }) => judgement.sameTown);
  const [only] = inTown;
  if (only && inTown.length === 1 && near.every((one) => one === only || isFarFrom(one, only))) return inTown;
  return group;
}

/** Codes under which firms of many trades sell to other firms. */
const looseTrades: ReadonlySet<string> = new Set([
  'industrial',
  'hardware',
  'repair',
  'building',
  'office',
  'electrical',
]);

/** Another town; where the names are only alike, another state: a suburb is no other place. */
function isFarFrom({ vendor, judgement }: Weighed, { vendor: here }: Weighed): boolean {
  if (vendor.read.town === '') return false;
  return judgement.fit === 'same'
    ? vendor.read.town !== here.read.town
    : vendor.read.state !== here.read.state;
}
