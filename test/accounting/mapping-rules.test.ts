import type { AccountingRecord, RecordSnapshot } from '../../accounting/accounting-record';
import type { MappingSettings } from '../../accounting/connection-settings';
import { planDocument } from '../../accounting/document-plan';
import type { MappingRule } from '../../accounting/mapping-rules';
import { withMappingTable } from '../../accounting/rule-matching';
import { codeLines } from '../../accounting/segment-mapping';
import { coded, heldBy, inShort, line, recordOf, settingsWith, snapshotOf } from './support/example-records';

const mapping: MappingSettings = {
  coaCode: 'MAIN',
  segments: {
    1: { field: 'gl_account' },
    2: { field: 'department', default: '00' },
    3: { field: 'location', default: '000' },
  },
  values: { department: { sales: '10' } },
};

let row = 1;
const rule = (
  conditions: Record<string, string>,
  segment: number | null,
  code: string,
  more: Partial<MappingRule> = {},
): MappingRule => {
  row += 1;
  return { row, conditions, segment, code, priority: 0, note: '', ...more };
};

const expense = line('a', 'DEBIT', '80', '6200', {
  also: [coded('department', 'sales', 'efo_sales'), coded('location', '100')],
});
const user = { id: 'cuuser_1', name: 'Ann Lee', departmentName: 'Field Service', locationName: 'Knoxville' };

function codingBy(
  rules: readonly MappingRule[],
  record: Partial<AccountingRecord> = {},
  snapshot: Partial<RecordSnapshot> = {},
  lines = [expense],
) {
  const read = snapshotOf(recordOf('CARD_EXPENSE_POST', '80', lines, { user, ...record }), {
    names: {
      fields: { ef_department: 'Department' },
      values: { efo_sales: 'Sales & Marketing', efo_6200: 'Travel' },
    },
    ...snapshot,
  });
  return heldBy(codeLines(lines, read, { ...mapping, table: { version: 3, rules } })).get('a');
}

beforeEach(() => {
  row = 1;
});

describe('a rule of the table', () => {
  it('gives its segment its code, and the audit trail its version, row and conditions', () => {
    const coding = codingBy([rule({ merchant: 'Blue Bottle', user_location: 'knoxville' }, 2, '20')]);
    expect(coding?.account).toBe('6200|20|100');
    expect(coding?.segments[1]).toEqual({
      segment: 2,
      code: '20',
      rule: 'mapping table version 3, row 2: merchant = Blue Bottle, user_location = knoxville',
    });
  });

  it.each([
    ['record type', { record_type: 'CARD_EXPENSE_POST' }],
    ['merchant by name, whatever a card network adds to it', { merchant: 'BLUE BOTTLE #1234' }],
    ['merchant by id', { merchant: 'mch_1' }],
    ["user's department", { user_department: 'field service' }],
    ["user's location", { user_location: 'Knoxville' }],
    ['field by remote id, value by remote id', { 'field:department': 'sales' }],
    ['field by Brex id, value by Brex id', { 'field:ef_department': 'efo_sales' }],
    ['field by name, value by name', { 'field:Department': 'Sales & marketing' }],
    ['several of them together', { record_type: 'CARD_EXPENSE_POST', 'field:department': 'sales' }],
  ])('holds by %s', (_, conditions) => {
    expect(codingBy([rule(conditions, 2, '20')])?.account).toBe('6200|20|100');
  });

  it('holds by the entity, where a record carries one', () => {
    const rules = [rule({ entity: 'Acme Canada' }, 3, '500')];
    expect(codingBy(rules, { entity: { id: 'ent_1', name: 'Acme Canada' } })?.account).toBe('6200|10|500');
    expect(codingBy(rules)?.account).toBe('6200|10|100');
  });

  it.each([
    ['another record type', { record_type: 'CARD_EXPENSE_REFUND' }],
    ['another merchant', { merchant: 'Red Bottle' }],
    ['another value', { 'field:department': 'shop' }],
    ['a field that the line does not carry', { 'field:project': 'sales' }],
    ['one of its conditions failing', { record_type: 'CARD_EXPENSE_POST', 'field:department': 'shop' }],
  ])('does not hold for %s', (_, conditions) => {
    expect(codingBy([rule(conditions, 2, '20')])?.account).toBe('6200|10|100');
  });

  it('may give the whole account', () => {
    expect(codingBy([rule({ merchant: 'Blue Bottle' }, null, '6300|00|000')])?.account).toBe('6300|00|000');
  });

  it('gives a code to a value that has none', () => {
    const lines = [line('a', 'DEBIT', '80', null, { also: [coded('gl_account', null, 'efo_new')] })];
    const rules = [rule({ 'field:gl_account': 'efo_new' }, 1, '6300')];
    expect(codingBy(rules, {}, {}, lines)?.account).toBe('6300|00|000');
  });
});

describe('of several rules that hold', () => {
  it('the one of more conditions counts, wherever it stands', () => {
    const rules = [
      rule({ merchant: 'Blue Bottle' }, 2, '20'),
      rule({ merchant: 'Blue Bottle', 'field:department': 'sales' }, 2, '30'),
    ];
    expect(codingBy(rules)?.account).toBe('6200|30|100');
    expect(codingBy([...rules].reverse())?.account).toBe('6200|30|100');
  });

  it('and as many conditions, the one of the higher priority counts, then the earlier row', () => {
    const first = rule({ merchant: 'Blue Bottle' }, 2, '20');
    const second = rule({ record_type: 'CARD_EXPENSE_POST' }, 2, '30');
    expect(codingBy([second, first])?.account).toBe('6200|20|100');
    expect(codingBy([first, { ...second, priority: 1 }])?.account).toBe('6200|30|100');
  });

  it('a rule for a segment counts before one of as many conditions for the whole account', () => {
    const rules = [
      rule({ merchant: 'Blue Bottle' }, null, '6300|40|000'),
      rule({ 'field:department': 'sales' }, 2, '20'),
    ];
    expect(codingBy(rules)?.account).toBe('6300|20|000');
  });
});

describe('a rule without conditions', () => {
  const fixed = () => [rule({}, 2, '40'), rule({}, 3, '400')];

  it('is a fixed value where nothing is coded, before the default', () => {
    const lines = [line('a', 'DEBIT', '80', '6200')];
    expect(codingBy(fixed(), {}, {}, lines)?.account).toBe('6200|40|400');
  });

  it('gives way to what is coded, which is more specific', () => {
    expect(codingBy(fixed())?.account).toBe('6200|10|100');
  });
});

describe('the clearing side', () => {
  const record = recordOf('CARD_EXPENSE_POST', '80', [
    line('a', 'DEBIT', '80', '6200'),
    line('b', 'CREDIT', '80', '2110'),
  ]);
  const planned = (rules: readonly MappingRule[], of = record) =>
    inShort(planDocument(snapshotOf(of), withMappingTable(settingsWith(), { version: 1, rules })));

  it('is told by its coding in Brex, whatever account a rule gives to the merchant', () => {
    expect(planned([rule({ merchant: 'Blue Bottle' }, 1, '6300')])).toEqual([
      'ap-invoice merchant 0',
      'a 6300|00|000 80',
      'b 2110|00|000 -80',
    ]);
  });

  it('is told by a rule that translates its coding', () => {
    const coding = recordOf('CARD_EXPENSE_POST', '80', [
      line('a', 'DEBIT', '80', '6200'),
      line('b', 'CREDIT', '80', 'brex-card'),
    ]);
    expect(planned([rule({ 'field:gl_account': 'brex-card' }, 1, '2110')], coding)).toEqual([
      'ap-invoice merchant 0',
      'a 6200|00|000 80',
      'b 2110|00|000 -80',
    ]);
  });
});
