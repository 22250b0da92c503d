import type { Payee } from './payee';
import { type Agreement, isBroad } from './trades';
import type { Weighed } from './weighed';

/** Of several that fit, the one that fits better than all others, by name, branch, trade or town; else all of them. */
export function standingOut(payee: Payee, fitting: readonly Weighed[]): readonly Weighed[] {
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
    if (group.length > 1) return saidMost(group) ?? byTradeOrTown(payee, group);
  }
  if (named.length === 1) return named;
  return byTradeOrTown(payee, fitting);
}

/** The one that has more of the text's words than any other: "DHL ECOMMERCE". */
function saidMost(group: readonly Weighed[]): readonly Weighed[] | null {
  const most = Math.max(...group.map(({ judgement }) => judgement.wordsSaid));
  const those = group.filter(({ judgement }) => judgement.wordsSaid === most);
  return those.length === 1 ? those : null;
}

/** Trade or town decides where it speaks for one and against every other. */
function byTradeOrTown(payee: Payee, group: readonly Weighed[]): readonly Weighed[] {
  const ofTrade = group.filter(({ judgement }) => judgement.trade === 'same');
  const speaksAgainst: readonly Agreement[] =
    payee.trade !== null && isBroad(payee.trade) ? ['other'] : ['other', 'near'];
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

/** Another town; where the names are only alike, another state: a suburb is no other place. */
function isFarFrom({ vendor, judgement }: Weighed, { vendor: here }: Weighed): boolean {
  if (vendor.read.town === '') return false;
  return judgement.fit === 'same'
    ? vendor.read.town !== here.read.town
    : vendor.read.state !== here.read.state;
}
