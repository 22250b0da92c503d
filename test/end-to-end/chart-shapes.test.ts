import { checkMapping } from '../../cli/mapping/check';
import { openConnection } from '../../cli/open-connection';
import type { EpicorSeed } from '../../sandbox/epicor/seed-type';
import { accountsOf, exportRecord, invoicesOf, untilState } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

type Rename = (account: string) => string;

type Segments = EpicorSeed['chart']['segments'];

/** The usual company with a chart of other segments; accounts that become one are one, nothing was entered by hand. */
function reshaped(
  seed: EpicorSeed,
  rename: Rename,
  segments: Segments,
  codes: EpicorSeed['segmentValues'] = [],
): EpicorSeed {
  const accounts = new Map(
    seed.accounts.map((each) => [rename(each.account), { ...each, account: rename(each.account) }] as const),
  );
  const numbers = segments.map(({ number }) => number);
  const segmentValues = [...seed.segmentValues.filter(({ segment }) => numbers.includes(segment)), ...codes];
  return {
    ...seed,
    chart: { ...seed.chart, segments },
    accounts: [...accounts.values()],
    segmentValues,
    invoices: [],
  };
}

/** The accounts that the connection file names, in the other chart. */
function accountsInFile(rename: Rename): Record<string, string> {
  const named = ['2110', '2120', '2130', '1090', '2000', '1100', '2050', '1010'].map(
    (code) => `${code}|00|000|00`,
  );
  return Object.fromEntries(named.map((account) => [`"${account}"`, `"${rename(account)}"`]));
}

/** Books an expense, and gives the accounts that its invoice has in Epicor. */
async function booked(stack: Stack) {
  const id = exportRecord(stack, { merchant: 'uline', amount: '48.00', account: '6520|60|100|00' });
  await untilState(stack, id, 'exported');
  const [document] = invoicesOf(stack, id);
  return document && accountsOf(document);
}

const problemsOf = async (stack: Stack) =>
  (await openConnection(stack.store, stack.connectionId, checkMapping)).problems.filter(
    ({ kind }) => kind !== 'value-without-code',
  );

describe('a chart of two segments', () => {
  const rename: Rename = (account) => account.split('|').slice(0, 2).join('|');
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({
      epicorSeed: (seed) => reshaped(seed, rename, seed.chart.segments.slice(0, 2)),
      settings: {
        ...accountsInFile(rename),
        '    3: { field: location, default: "000" }\n': '',
        '    4: { field: product_line, default: "00" }\n': '',
      },
    });
  });
  afterAll(() => stack?.stop());

  it('is booked to, and its mapping has nothing wrong', async () => {
    await expect(booked(stack)).resolves.toEqual({ '6520|60': '48.00', '2110|00': '-48.00' });
    await expect(problemsOf(stack)).resolves.toEqual([]);
  });
});

describe('a chart of six segments, with codes in small letters and one that its accounts do without', () => {
  const inEpicor: Rename = (account) => `${account}|a-0`;
  const inFile: Rename = (account) => `${account}|a-0|`;
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({
      epicorSeed: (seed) => {
        const segment = (number: number, name: string) => ({
          number,
          name,
          abbreviation: name.slice(0, 3),
          minLength: 1,
          maxLength: 10,
        });
        const segments = [...seed.chart.segments, segment(5, 'Project'), segment(6, 'Reference')];
        return reshaped(seed, inEpicor, segments, [{ segment: 5, code: 'a-0', name: 'No project' }]);
      },
      settings: {
        ...accountsInFile(inFile),
        '    4: { field: product_line, default: "00" }':
          '    4: { field: product_line, default: "00" }\n    5: { field: project, default: a-0 }\n    6: { field: reference, default: "" }',
      },
    });
  });
  afterAll(() => stack?.stop());

  it('is booked to as Epicor spells its accounts, and its mapping has nothing wrong', async () => {
    await expect(booked(stack)).resolves.toEqual({
      '6520|60|100|00|a-0': '48.00',
      '2110|00|000|00|a-0': '-48.00',
    });
    await expect(problemsOf(stack)).resolves.toEqual([]);
  });
});
