import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { MappingSettings } from '../../accounting/connection-settings';
import { checkMapping, linesOfCheck } from '../../cli/mapping/check';
import { addMappingCommands } from '../../cli/mapping/commands';
import { tableOf } from '../../cli/mapping/export';
import { importTable, NotImported } from '../../cli/mapping/import';
import { writeSpreadsheet } from '../../cli/mapping/spreadsheet';
import { wakeMapped } from '../../cli/mapping/wake';
import { openConnection } from '../../cli/open-connection';
import { printPreview } from '../../cli/preview';
import { addReferenceCommands } from '../../cli/references/commands';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import { troubledAccounts } from '../../sandbox/world/chart';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  statusOf,
  until,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { tempFolder } from '../support/temp-folder';

const expense: RecordDraft = { merchant: 'uline', amount: '36.00', account: '6520|60|100|00' };
const card = { '2110|00|000|00': '-36.00' };

/** The rule table, from a spreadsheet to the ledger. */
describe('mapping', () => {
  let stack: Stack;

  beforeAll(async () => {
    // bills cannot be sent back, so that one with an unmapped value waits
    stack = await startStack({
      settings: {
        'reportBills: auto': 'reportBills: never',
        // a field that Brex does not have yet, as before its first push
        '4: { field: product_line': '4: { field: epicor_line',
      },
    });
  });
  afterAll(() => stack?.stop());

  /** Imports these lines and wakes what waits for it, as the command does; what was said. */
  async function importLines(...lines: readonly string[]): Promise<{ said: string[]; woken: number }> {
    const said: string[] = [];
    const bytes = Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
    await openConnection(stack.store, stack.connectionId, (open) =>
      importTable(open, { bytes, by: 'Dana', say: (line) => said.push(line) }),
    );
    return { said, woken: await wakeMapped(stack.temporal, stack.store, stack.connectionId) };
  }

  const rulesOf = async (recordId: string): Promise<string> => {
    const story = await stack.store.audit.story(stack.connectionId, recordId);
    return JSON.stringify(story.filter(({ step }) => step === 'mapReferences').at(-1)?.details?.lines ?? []);
  };

  it('codes a line by the rule of the most conditions, and the audit trail says which rule fired', async () => {
    await importLines(
      'merchant;field:department;user_department;segment;code;note',
      'Uline;;;1;6510;packaging is a warehouse supply',
      'Uline;Finance;;2;30;',
      'Uline;Finance;Finance;1;6550;',
    );
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, { '6550|30|100|00': '36.00', ...card });
    const rules = await rulesOf(id);
    expect(rules).toContain(
      '1: 6550 by mapping table version 1, row 4: field:department = Finance, merchant = Uline, user_department = Finance',
    );
    expect(rules).toContain('2: 30 by mapping table version 1, row 3:');
    expect(rules).toContain('3: 100 by field location, remote id 100');
  });

  it('foresees the same account in a preview', async () => {
    const { id: recordId } = stack.brex.records.create(expense);
    const said: string[] = [];
    const { connectionId, temporal, postingQueue: taskQueue } = stack;
    await printPreview(
      temporal,
      { connectionId, recordId },
      { json: true, taskQueue, say: (line) => said.push(line) },
    );
    expect(said.join('\n')).toContain('6550|30|100|00');
  });

  it('imports nothing where a row is wrong, says every error with its place and remedy, and keeps the table', async () => {
    const said: string[] = [];
    const bytes = Buffer.from(
      ['record_type,field:departmant,segment,code', 'CARD_EXPENSE_POST,Finance,2,30'].join('\n'),
    );
    const failed = openConnection(stack.store, stack.connectionId, (open) =>
      importTable(open, { bytes, by: 'Dana', say: (line) => said.push(line) }),
    );
    await expect(failed).rejects.toThrow(NotImported);
    expect(said).toEqual([
      expect.stringMatching(
        /row 1, column field:departmant: Brex has no field "departmant"; did you mean "field:department"/,
      ),
    ]);

    const more: string[] = [];
    const rows = Buffer.from(
      [
        'record_type,field:department,segment,code',
        'CARD_EXPENS_POST,Finance,2,30',
        ',Finance,5,30',
        ',Finance,2,0',
        ',Finance,2,35',
        ',Sales,1,6520',
        ',Sales,1,6530',
      ].join('\n'),
    );
    const again = openConnection(stack.store, stack.connectionId, (open) =>
      importTable(open, { bytes: rows, by: 'Dana', say: (line) => more.push(line) }),
    );
    await expect(again).rejects.toThrow('Nothing was imported: 5 errors.');
    expect(more).toEqual([
      expect.stringMatching(/row 2, column record_type: .*did you mean CARD_EXPENSE_POST/),
      expect.stringMatching(/row 3, column segment: "5" is not a segment/),
      expect.stringMatching(
        /row 4, column code: "0" is not a code of segment 2 \(Department\), but "00".*as Text/,
      ),
      expect.stringMatching(/row 5, column code: "35" is not a code of segment 2/),
      expect.stringMatching(/row 7, column code: .*row 6 gives 6520 under the same conditions/),
    ]);
    expect((await stack.store.mappingRules.current(stack.connectionId))?.version).toBe(1);
  });

  it('wakes a record that waits for an account, and books it to that of the new rule', async () => {
    await importLines('segment,code');
    const id = exportRecord(stack, { ...expense, account: troubledAccounts.missing });
    await untilWaiting(stack, id, 'account-missing');
    const { woken } = await importLines(
      'field:gl_account,field:department,segment,code',
      '6310,Finance,account,6310|30|100|00',
    );
    expect(woken).toBe(1);
    await expectBookedOnce(stack, id, { '6310|30|100|00': '36.00', ...card });
  });

  it('wakes it by the next poll of Epicor, where Temporal could not be reached after the import', async () => {
    await importLines('segment,code');
    const id = exportRecord(stack, { ...expense, amount: '36.40', account: troubledAccounts.missing });
    await untilWaiting(stack, id, 'account-missing');
    await stack.poll();
    const bytes = Buffer.from(
      'field:gl_account,field:department,segment,code\n6310,Finance,account,6310|30|100|00\n',
    );
    await openConnection(stack.store, stack.connectionId, (open) =>
      importTable(open, { bytes, by: 'Dana', say: () => undefined }),
    );
    expect((await stack.poll()).woken).toBeGreaterThan(0);
    await expectBookedOnce(stack, id, { '6310|30|100|00': '36.40', ...card, '2110|00|000|00': '-36.40' });
  });

  it('wakes a bill that waits for a code, since bills cannot be sent back', async () => {
    const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'RIVBEND')?.name ?? '';
    const id = exportRecord(stack, {
      type: 'BILL_EXPENSE',
      vendor,
      invoiceNumber: 'RB-7001',
      amount: '310.00',
      account: `${unmappedAccountName}|60|100|00`,
    });
    await stack.backfill();
    await until(`${id} waits`, async () =>
      (await statusOf(stack, id).catch(() => null))?.reason.includes(unmappedAccountName),
    );
    const { woken } = await importLines('field:gl_account,segment,code', `${unmappedAccountName},1,6130`);
    expect(woken).toBe(1);
    await untilState(stack, id, 'committed');
    expect(invoicesOf(stack, id)).toHaveLength(1);
  });

  it('codes a record that was sent back, once it is exported again', async () => {
    await importLines('segment,code');
    const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    await untilState(stack, id, 'returned');
    await importLines('field:GL account,segment,code', `${unmappedAccountName},1,6130`);
    stack.brex.export([id]);
    await expectBookedOnce(stack, id, { '6130|60|100|00': '36.00', ...card });
  });

  it('checks the mapping: four kinds of problem, each with its place and remedy', async () => {
    await importLines('segment,code');
    const glAccount =
      stack.brex.state.fields.find(({ remote_id }) => remote_id === 'gl_account')?.brex_id ?? '';
    stack.brex.state.fieldValues.push({
      brex_id: 'efo_retired',
      field_id: glAccount,
      value: '6999 Retired',
      value_id: '6999',
      remote_id: '6999',
      is_disabled: false,
      updated_at: '2026-01-01T00:00:00Z',
    });
    const missing = exportRecord(stack, { ...expense, account: troubledAccounts.missing });
    const inactive = exportRecord(stack, { ...expense, account: troubledAccounts.inactive });
    await untilWaiting(stack, missing, 'account-missing');
    await untilWaiting(stack, inactive, 'account-inactive');

    const check = await openConnection(stack.store, stack.connectionId, checkMapping);
    const found = (kind: string) => check.problems.filter((problem) => problem.kind === kind);
    expect(found('value-without-code')).toEqual([
      expect.objectContaining({
        what: `The GL account "${unmappedAccountName}" has no code of segment 1 (Natural account).`,
        where: expect.stringMatching(/^Brex field "GL account", used by 2 lines, such as of record accr_/),
        remedy: expect.stringContaining(`field:gl_account = ${unmappedAccountName}, segment = 1`),
      }),
    ]);
    expect(found('code-not-in-epicor')).toEqual([
      expect.objectContaining({
        what: 'Code "6999" of segment 1 (Natural account) is not in Epicor.',
        where: 'Brex field "GL account", value "6999 Retired", by its remote id',
      }),
    ]);
    expect(found('no-account').map(({ what }) => what)).toEqual([
      `Account ${troubledAccounts.missing} does not exist in Epicor.`,
    ]);
    expect(found('not-usable')).toEqual([
      expect.objectContaining({
        what: expect.stringMatching(/^Account 6530\|40\|300\|00 .* is inactive in Epicor\.$/),
        where: expect.stringContaining(`record ${inactive}`),
      }),
    ]);
    expect(linesOfCheck(check).join('\n')).toMatch(/✗ Brex values without an Epicor code: 1\n/);
  });

  it('finds nothing where rules and Epicor have mended it', async () => {
    stack.brex.state.fieldValues = stack.brex.state.fieldValues.filter(
      ({ brex_id }) => brex_id !== 'efo_retired',
    );
    stack.epicor.setAccount({ account: troubledAccounts.inactive, description: 'Small tools' });
    await importLines(
      'field:gl_account,field:department,segment,code',
      `${unmappedAccountName},,1,6130`,
      '6310,Finance,2,30',
    );
    const check = await openConnection(stack.store, stack.connectionId, checkMapping);
    expect(check.problems).toEqual([]);
    expect(linesOfCheck(check).slice(1)).toEqual([
      '✓ Settings that do not fit what Epicor and Brex have: none',
      '✓ Brex values without an Epicor code: none',
      '✓ Lines without a value that a segment needs: none',
      '✓ Codes that are not in Epicor: none',
      '✓ Combinations that make no account in Epicor: none',
      '✓ Codes and accounts that are inactive or out of their time: none',
      '✓ Rules that no line can fulfil: none',
    ]);
  });

  it('finds what a record in review will be booked to, before it is ready', async () => {
    const { id } = stack.brex.records.create({ ...expense, account: '6310|90|100|00', status: 'REVIEW' });
    const { problems } = await openConnection(stack.store, stack.connectionId, checkMapping);
    expect(problems).toContainEqual(
      expect.objectContaining({ kind: 'no-account', where: expect.stringContaining(`record ${id}`) }),
    );
    stack.brex.records.delete(id);
  });

  it('names settings that do not fit, and calls nothing else wrong because of them', async () => {
    const checked = (mapping: Partial<MappingSettings>) =>
      openConnection(stack.store, stack.connectionId, (open) =>
        checkMapping({
          ...open,
          settings: { ...open.settings, mapping: { ...open.settings.mapping, ...mapping } },
        }),
      );
    expect((await checked({ coaCode: 'MAN' })).problems).toEqual([
      expect.objectContaining({
        what: 'Epicor has no chart of accounts "MAN".',
        where: 'mapping.coaCode',
        remedy: expect.stringContaining('Epicor has MAIN'),
      }),
    ]);
    const segments = { 1: { field: 'gl_acount' }, 2: { field: 'department', default: '00' } };
    expect((await checked({ segments })).problems.map(({ where }) => where)).toContain(
      'mapping.segments.1.field',
    );
  });

  it('names a code that a rule gives although Epicor has switched it off since', async () => {
    stack.epicor.setSegmentValue({ segment: 1, code: '6130', name: 'Employee meals', active: false });
    const check = await openConnection(stack.store, stack.connectionId, checkMapping);
    expect(check.problems).toContainEqual(
      expect.objectContaining({
        kind: 'not-usable',
        where: `mapping table row 2 (field:gl_account = ${unmappedAccountName})`,
      }),
    );
    stack.epicor.setSegmentValue({ segment: 1, code: '6130', name: 'Employee meals' });
  });

  it('exports what it imports', async () => {
    const before = await stack.store.mappingRules.current(stack.connectionId);
    const settings = (await stack.store.connections.get(stack.connectionId))?.settings;
    if (!before || !settings) throw new Error('there is a table by now');
    const text = writeSpreadsheet(tableOf(before.rules, settings.mapping), ';');
    await importLines(text.replace('\ufeff', '').trimEnd());
    const after = await stack.store.mappingRules.current(stack.connectionId);
    expect(after).toMatchObject({ version: before.version + 1, rules: before.rules, importedBy: 'Dana' });
  });

  it('names a rule that no line can fulfil, since its value was renamed in Brex', async () => {
    await importLines('field:department,segment,code', 'Warehouse,1,6130');
    const [warehouse] = stack.brex.state.fieldValues.filter(({ value }) => value === 'Warehouse');
    if (!warehouse) throw new Error('Brex has a department Warehouse');
    warehouse.value = 'Warehouse and yard';
    const check = await openConnection(stack.store, stack.connectionId, checkMapping);
    expect(check.problems).toContainEqual(
      expect.objectContaining({
        kind: 'rule-without-value',
        what: expect.stringContaining('the Brex field "department" has no value "Warehouse"'),
      }),
    );
    warehouse.value = 'Warehouse';
  });

  describe('the commands', () => {
    const former = { ...process.env };
    beforeAll(() => {
      process.env.DATABASE_URL = stack.databaseUrl;
      process.env.BREX_KINETIC_TASK_QUEUE = stack.postingQueue;
    });
    afterAll(() => {
      process.env = former;
    });

    /** Runs the command in this process: what it said, and with which exit code it would end. */
    async function run(...args: string[]): Promise<{ said: string; code: unknown }> {
      const said: string[] = [];
      const program = new Command().exitOverride();
      addMappingCommands(program, (line) => said.push(line));
      addReferenceCommands(program, (line) => said.push(line));
      try {
        await program.parseAsync(args, { from: 'user' });
        return { said: said.join('\n'), code: process.exitCode ?? 0 };
      } finally {
        process.exitCode = undefined;
      }
    }

    const connection = () => ['-c', stack.connectionId];
    const folder = tempFolder();

    it('check says what is wrong, for people and for programs, and ends with 1', async () => {
      await importLines('segment,code');
      const { said, code } = await run('mapping', 'check', ...connection());
      expect(code).toBe(1);
      expect(said).toMatch(/✗ Brex values without an Epicor code: 1\n .*Employee gifts \(new\)/);
      const json = await run('mapping', 'check', '--json', ...connection());
      expect(json.code).toBe(1);
      expect(JSON.parse(json.said)).toMatchObject({
        connection: stack.connectionId,
        problems: expect.any(Array),
      });
    });

    it('export writes the table with a row to fill in for each open value, import takes it filled in', async () => {
      const file = join(folder(), 'mapping.csv');
      const { said } = await run('mapping', 'export', '--open', '--out', file, ...connection());
      expect(said).toMatch(/mapping\.csv: mapping table version \d+, 0 rules, and 1 rows to fill in\./);
      const refused = await run('mapping', 'import', file, '--by', 'Dana', ...connection()).catch(
        (error: Error) => error,
      );
      expect(refused).toBeInstanceOf(NotImported);
      await writeFile(file, (await readFile(file, 'utf8')).replace(',1,,', ',1,6130,'));
      const imported = await run('mapping', 'import', file, '--by', 'Dana', ...connection());
      expect(imported.said).toMatch(/Imported: mapping table version \d+ with 1 rule: 1 new, /);
      expect(imported.said).toMatch(/waiting records? look|No record waits/);
    });

    it('export names a value by its id where another one has its name', async () => {
      const [open] = stack.brex.state.fieldValues.filter(({ value }) => value === unmappedAccountName);
      if (!open) throw new Error('Brex has a value without a code');
      stack.brex.state.fieldValues.push({ ...open, brex_id: 'efo_second' });
      await importLines('segment,code');
      const file = join(folder(), 'twins.csv');
      await run('mapping', 'export', '--open', '--out', file, ...connection());
      const text = await readFile(file, 'utf8');
      expect(text).toContain(`,${open.brex_id},`);
      expect(text).toContain(',efo_second,');
      stack.brex.state.fieldValues = stack.brex.state.fieldValues.filter(
        ({ brex_id }) => brex_id !== 'efo_second',
      );
      await importLines('field:gl_account,segment,code', `${unmappedAccountName},1,6130`);
    });

    it('import says that there is no such file', async () => {
      await expect(run('mapping', 'import', 'nowhere.csv', '--by', 'Dana', ...connection())).rejects.toThrow(
        'The file nowhere.csv cannot be read: there is no such file.',
      );
    });

    it('check ends with 0 where nothing is wrong', async () => {
      stack.epicor.setAccount({ account: troubledAccounts.missing, description: 'Fuel of Finance' });
      expect((await run('mapping', 'check', ...connection())).code).toBe(0);
    });

    it('references plan prints the difference, apply pushes it, and then there is none', async () => {
      stack.epicor.setSegmentValue({ segment: 2, code: '95', name: 'Quality' });
      expect((await run('references', 'plan', ...connection())).said).toContain('  + 95 Quality');
      expect((await run('references', 'apply', ...connection())).said).toMatch(
        /^In Brex: 1 field and \d+ values created/,
      );
      expect((await run('references', 'plan', ...connection())).said).toBe(
        'Brex has what Epicor has: nothing to push.',
      );
    });

    it('name the connections there are where one is not known', async () => {
      for (const command of ['plan', 'apply'])
        await expect(run('references', command, '-c', 'nobody')).rejects.toThrow(
          `There is no connection "nobody"; known: ${stack.connectionId}.`,
        );
    });
  });
});
