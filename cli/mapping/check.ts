import {
  accountsToCheck,
  badAccounts,
  badCodes,
  type MappingProblem,
  type MappingProblemKind,
  valuesWithoutCode,
} from '../../accounting/mapping-check';
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
  const named = accountsToCheck(facts);
  const rows = await connection.epicor.accounts.find(facts.chart.coaCode, [...named.keys()]);
  return {
    connection: facts.settings.id,
    records: facts.snapshots.length,
    accounts: named.size,
    problems: [...valuesWithoutCode(facts), ...badCodes(facts), ...badAccounts(named, rows)],
  };
}

const headings: Readonly<Record<MappingProblemKind, string>> = {
  'value-without-code': 'Brex values without an Epicor code',
  'code-not-in-epicor': 'Codes that are not in Epicor',
  'no-account': 'Combinations that make no account in Epicor',
  'not-usable': 'Codes and accounts that are inactive or out of their time',
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
    `Looked at the codings of ${records} records, ready or seen lately, and ${accounts} accounts.`,
    ...found,
  ];
}
