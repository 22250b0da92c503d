import {
  accountsToCheck,
  badAccounts,
  badCodes,
  type MappingFacts,
  type MappingProblem,
  type MappingProblemKind,
  missingValues,
  valuesWithoutCode,
} from '../../accounting/mapping-check';
import {
  hasChart,
  rulesWithoutValue,
  segmentsLeftOut,
  settingsThatDoNotFit,
} from '../../accounting/mapping-file-check';
import type { OpenConnection } from '../open-connection';
import { gatherFacts } from './facts';

export interface MappingCheck {
  readonly connection: string;
  readonly records: number;
  readonly accounts: number;
  readonly problems: readonly MappingProblem[];
}

/** Looks for everything in the mapping that would stop a record, before one meets it. Reads only. */
export async function checkMapping(connection: OpenConnection): Promise<MappingCheck> {
  const facts = await gatherFacts(connection);
  const settings = settingsThatDoNotFit(facts);
  const named = accountsToCheck(facts);
  const { found, leftOut } = hasChart(facts)
    ? await askForAccounts(facts, named, connection)
    : { found: [], leftOut: [] };
  return {
    connection: facts.settings.id,
    records: facts.snapshots.length,
    accounts: named.size,
    problems: [
      ...settings,
      ...leftOut,
      // of a chart that Epicor does not have every code would be called wrong
      ...(hasChart(facts) ? [...valuesWithoutCode(facts), ...missingValues(facts), ...badCodes(facts)] : []),
      ...found,
      ...rulesWithoutValue(facts),
    ],
  };
}

type Named = ReturnType<typeof accountsToCheck>;

async function askForAccounts(
  facts: MappingFacts,
  named: Named,
  { epicor }: OpenConnection,
): Promise<{ found: MappingProblem[]; leftOut: MappingProblem[] }> {
  const { coaCode } = facts.chart;
  const rows = await epicor.accounts.find(coaCode, [...named.keys()]);
  const said = new Map<string, string | null>();
  const missing = [...named].filter(([account]) => !rows.has(account));
  // an account of a chart with dynamic segments may be good without a row of its own (EPICOR.md 6)
  if (missing.length > 0 && (await epicor.accounts.hasDynamicSegments(coaCode)))
    for (const [account, { date }] of missing) {
      const answer = await epicor.accounts.validate(coaCode, account, date);
      if (answer.ok) rows.set(account, { account, ...asTaken });
      else said.set(account, answer.said);
    }
  return {
    found: badAccounts(named, rows, said),
    leftOut: named.size > 0 && rows.size === 0 ? segmentsLeftOut(facts) : [],
  };
}

/** What Epicor takes is good on that date; no row tells more of it. */
const asTaken = { description: '', active: true, effectiveFrom: null, effectiveTo: null };

const headings: Readonly<Record<MappingProblemKind, string>> = {
  setting: 'Settings that do not fit what Epicor and Brex have',
  'value-without-code': 'Brex values without an Epicor code',
  'value-missing': 'Lines without a value that a segment needs',
  'code-not-in-epicor': 'Codes that are not in Epicor',
  'no-account': 'Combinations that make no account in Epicor',
  'not-usable': 'Codes and accounts that are inactive or out of their time',
  'rule-without-value': 'Rules that no line can fulfil',
};

/** The check as a person reads it, each kind of problem by itself. */
export function linesOfCheck({ records, accounts, problems }: MappingCheck): string[] {
  const kinds = Object.keys(headings) as MappingProblemKind[];
  const found = kinds.flatMap((kind) => {
    const ofKind = problems.filter((problem) => problem.kind === kind);
    if (ofKind.length === 0) return [`✓ ${headings[kind]}: none`];
    return [
      `✗ ${headings[kind]}: ${ofKind.length}`,
      ...ofKind.flatMap(({ what, where, remedy }) => [
        `    ${what}`,
        `      where:  ${where}`,
        `      remedy: ${remedy}`,
      ]),
    ];
  });
  return [
    `Looked at the codings of ${records} records, in review, ready or seen lately, and ${accounts} accounts.`,
    ...found,
  ];
}
