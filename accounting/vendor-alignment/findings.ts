import type { EpicorVendor, Finding, FindingCode, PayablesVendor } from './types';

interface About {
  readonly brex?: PayablesVendor;
  readonly epicor?: EpicorVendor;
  /** Others that are concerned, in words. */
  readonly others?: readonly string[];
}

export const called = ({ name, vendorId, vendorNum }: EpicorVendor): string =>
  `"${name}" (${vendorId}, number ${vendorNum})`;
const brexCalled = (vendor: PayablesVendor | undefined): string => `"${vendor?.name ?? ''}" (${vendor?.id})`;

const decideByHand =
  'Say which one it is with "brex-kinetic vendors link <Brex vendor> --vendor-num <number>", or that it is none of them with "vendors approve".';

type Words = (about: Required<Pick<About, 'others'>> & About) => { text: string; remedy: string };

const words: Readonly<Record<FindingCode, Words>> = {
  'same-name-twice': ({ others }) => ({
    text: `Epicor has several vendors of one name: ${others.join(', ')}. In Brex names are unique, so none of them was created there.`,
    remedy: 'Give them different names in Epicor, or make the ones inactive that are not used.',
  }),
  ambiguous: ({ brex, others }) => ({
    text: `Brex vendor ${brexCalled(brex)} may be ${others.join(' or ')}.`,
    remedy: decideByHand,
  }),
  'possible-duplicate': ({ brex, others }) => ({
    text: `Brex vendor ${brexCalled(brex)} looks like ${others.join(', ')}, which has another partner in Brex.`,
    remedy: `See whether Brex has the vendor twice, and remove one there. ${decideByHand}`,
  }),
  'name-taken': ({ epicor, others }) => ({
    text: `Epicor vendor ${epicor ? called(epicor) : ''} cannot have its name in Brex: ${others.join(', ')} has it already.`,
    remedy: decideByHand,
  }),
  'unspellable-name': ({ epicor }) => ({
    text: `Epicor vendor ${epicor ? called(epicor) : ''} has a name that cannot be written in the plain letters that Brex takes.`,
    remedy:
      'Create it in Brex under a plain name, then join both with "brex-kinetic vendors link <Brex vendor> --vendor-num <number>".',
  }),
  nameless: ({ brex }) => ({
    text: `Brex vendor ${brex?.id} has no name.`,
    remedy: 'Name it in Brex.',
  }),
  'inactive-in-epicor': ({ brex, others }) => ({
    text: `Brex vendor ${brexCalled(brex)} is inactive in Epicor: ${others.join(', ')}.`,
    remedy: 'Make it active in Epicor, or remove it in Brex.',
  }),
  deactivated: ({ brex, epicor }) => ({
    text: `Epicor vendor ${epicor ? called(epicor) : ''} is inactive; Brex still has it as ${brexCalled(brex)}.`,
    remedy:
      'If it is to be paid no more, remove it in Brex by hand: Brex knows no inactive vendors, and with a vendor its payment instruments go.',
  }),
  'gone-in-epicor': ({ brex }) => ({
    text: `The Epicor vendor that Brex vendor ${brexCalled(brex)} was joined with is no longer there.`,
    remedy: 'Part them with "brex-kinetic vendors unlink <Brex vendor>".',
  }),
  'gone-in-brex': ({ epicor, others }) => ({
    text: `Epicor vendor ${epicor ? called(epicor) : ''} was removed in Brex (${others.join(', ')}); it was not created again.`,
    remedy: 'To have it in Brex again, "brex-kinetic vendors unlink <Brex vendor>"; else leave it.',
  }),
  'renamed-in-brex': ({ brex, epicor }) => ({
    text: `Brex vendor ${brexCalled(brex)} was renamed there; Epicor calls it ${epicor ? called(epicor) : ''}.`,
    remedy:
      'Rename it in one of them, or accept both names with "brex-kinetic vendors link <Brex vendor> --vendor-num <number>".',
  }),
  'renamed-on-both-sides': ({ brex, epicor }) => ({
    text: `The vendor was renamed in both: Brex calls it ${brexCalled(brex)}, Epicor ${epicor ? called(epicor) : ''}.`,
    remedy:
      'Rename it in one of them, or accept both names with "brex-kinetic vendors link <Brex vendor> --vendor-num <number>".',
  }),
};

export function finding(code: FindingCode, about: About): Finding {
  return {
    code,
    brexVendorId: about.brex?.id ?? null,
    vendorNum: about.epicor?.vendorNum ?? null,
    name: about.epicor?.name ?? about.brex?.name ?? '',
    ...words[code]({ ...about, others: about.others ?? [] }),
  };
}
