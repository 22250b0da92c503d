import type { NameDecision } from '../accounting/vendor-matching';
import type { Label } from './match-files';

export interface DecidedCase {
  readonly label: Label | null;
  readonly decision: NameDecision;
}

type Labelled = DecidedCase & { readonly label: Label };

/** How many of how many, with the 95 % interval in which the true share lies (Wilson). */
export interface Share {
  readonly part: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** How good decisions are against labels. */
export interface Quality {
  /** Of what was matched without asking: the right vendor. */
  readonly precision: Share;
  /** Of the cases with one right vendor: matched to it without asking. */
  readonly coverage: Share;
  /** Of the cases with one right vendor that were not matched: it is among the first three candidates. */
  readonly topThree: Share;
  /** Cases by label and decision. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const outcomes = ['MATCH', 'AMBIGUOUS', 'NONE'] as const;

export function qualityOf(cases: readonly Labelled[]): Quality {
  const matched = cases.filter(({ decision }) => decision.decision === 'match');
  const oneRight = cases.filter(({ label }) => label.label === 'MATCH');
  const asked = oneRight.filter(({ decision }) => decision.decision !== 'match');
  const inFirstThree = ({ label, decision }: Labelled) =>
    decision.candidates.slice(0, 3).some(({ vendorNum }) => vendorNum === label.acceptable[0]);
  return {
    precision: share(matched.filter(isRight).length, matched.length),
    coverage: share(oneRight.filter(isRight).length, oneRight.length),
    topThree: share(asked.filter(inFirstThree).length, asked.length),
    confusion: Object.fromEntries(
      outcomes.map((label) => [label, counts(cases.filter((one) => one.label.label === label))]),
    ),
  };
}

const isRight = ({ label, decision }: Labelled): boolean =>
  label.label === 'MATCH' && decision.vendorNum !== null && decision.vendorNum === label.acceptable[0];

function counts(cases: readonly Labelled[]): Record<string, number> {
  return Object.fromEntries(
    outcomes.map((outcome) => [
      outcome,
      cases.filter(({ decision }) => decision.decision === outcome.toLowerCase()).length,
    ]),
  );
}

function share(part: number, of: number): Share {
  const z = 1.96;
  if (of === 0) return { part, of, low: 0, high: 1 };
  const middle = (part + (z * z) / 2) / (of + z * z);
  const reach = (z / (of + z * z)) * Math.sqrt((part * (of - part)) / of + (z * z) / 4);
  return { part, of, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** The quality in lines for a terminal; none where the cases carry no labels. */
export function report(cases: readonly DecidedCase[]): string[] {
  const labelled = cases.filter((one): one is Labelled => one.label !== null);
  if (labelled.length === 0) return [];
  const branches = labelled.filter(({ label }) => label.tags.includes('branch'));
  return [
    ...linesOf(qualityOf(labelled)),
    ...(branches.length > 0
      ? ['', 'Of these, branches and franchises (a matter of policy):', ...linesOf(qualityOf(branches))]
      : []),
  ];
}

function linesOf({ precision, coverage, topThree, confusion }: Quality): string[] {
  return [
    `precision        ${inWords(precision)} of what it matched by itself is right`,
    `coverage         ${inWords(coverage)} of the cases with one right vendor were matched by itself`,
    `first three      ${inWords(topThree)} of those it asks about have the right vendor among the first three`,
    '',
    `${'label'.padEnd(12)}${outcomes.map((outcome) => outcome.padStart(11)).join('')}   (decided)`,
    ...outcomes.map(
      (label) =>
        `${label.padEnd(12)}${outcomes.map((outcome) => String(confusion[label]?.[outcome] ?? 0).padStart(11)).join('')}`,
    ),
  ];
}

function inWords({ part, of, low, high }: Share): string {
  if (of === 0) return '(no such case)';
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  return `${percent(part / of)} (${part} of ${of}; 95 % interval ${percent(low)} to ${percent(high)})`;
}
