import { fitRank } from './fit';
import { type Judgement, judge } from './judgement';
import type { Payee } from './payee';
import { spoken } from './payee-words';
import { standingOut } from './standing-out';
import { candidateOf, type VendorCandidate } from './vendor';
import type { IndexedVendor, VendorIndex } from './vendor-index';
import type { Weighed } from './weighed';

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

/** What is less like is only shown where nothing is liker. */
const leastShown = 0.05;

/** What one reading of a text says; `rejected` vendors are left out. */
export function decide(index: VendorIndex, payee: Payee, rejected: ReadonlySet<number>): NameDecision {
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
    .filter(({ judgement }) => noneIsLike || judgement.score > leastShown)
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
const shownScore = ({ score, branch }: Judgement): number =>
  Math.max(leastShown, branch === 'another' ? score * 0.4 : score);

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
  const isHere =
    only.judgement.sameTown && only.judgement.trade === 'same' && !firstNamed?.judgement.sameTown;
  if (only.judgement.bySecondName && !only.judgement.byBrand && firstNamed && !isHere)
    return ask(`${only.vendor.row.name} or ${firstNamed.vendor.row.name}.`);
  const namesake = fitting.find((one) => one !== only) ?? rival;
  if (namesake && isOneWordAlone(payee, only))
    return ask(`${only.vendor.row.name} or ${namesake.vendor.row.name}: one word, and nothing tells which.`);
  if (only.judgement.branch === 'open')
    return ask(`${only.vendor.row.name} is one branch, and the text does not say which.`);
  return match(only, sentence(only.judgement));
}

/** "ROGERS" for ROGERS CORPORATION, where others begin so too and neither trade, town nor branch tells. */
const isOneWordAlone = (
  payee: Payee,
  { judgement: { byBrand, trade, sameTown, branch } }: Weighed,
): boolean =>
  !byBrand &&
  trade !== 'same' &&
  !sameTown &&
  branch !== 'named' &&
  !payee.isWhole &&
  spoken(payee.words).length === 1;

function sentence({ reason, branch }: Judgement): string {
  const text = branch === 'named' ? `${reason}, and its branch` : reason;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
