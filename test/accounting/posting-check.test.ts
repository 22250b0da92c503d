import { epicorRefusedToPost, type GroupMember, objectionsTo } from '../../accounting/posting-check';

const member = (changes: Partial<GroupMember> = {}): GroupMember => ({
  name: '1042/A',
  marker: 'acme:accr_1',
  enteredBy: 'svc-brex',
  held: false,
  record: { recordId: 'accr_1', state: 'exported', marker: 'acme:accr_1', lostAnswer: false },
  differences: [],
  ...changes,
});
const record = (changes: Partial<NonNullable<GroupMember['record']>>) =>
  member({
    record: { recordId: 'accr_1', state: 'exported', marker: 'acme:accr_1', lostAnswer: false, ...changes },
  });

describe('a group that is to be posted', () => {
  it.each(['committed', 'reporting', 'exported'] as const)('may hold a document that is %s', (state) => {
    expect(objectionsTo([record({ state })])).toEqual([]);
  });

  it.each([
    ['is of nobody we know', member({ record: null }), 'is not a document of ours'],
    ['a person linked', record({ state: 'linked', marker: null }), 'is not a document of ours'],
    ['stands though its record was skipped', record({ state: 'skipped' }), 'is not a document of ours'],
    ['lost its mark', member({ marker: '' }), 'no longer bears the mark of record accr_1'],
    ['is half written', record({ state: 'writing' }), 'is not finished: see record accr_1'],
    ['was not confirmed', record({ lostAnswer: true }), 'is not confirmed yet'],
    ['is on hold', member({ held: true }), 'is on hold in Epicor'],
  ])('may not hold one that %s', (_what, one, words) => {
    expect(objectionsTo([one])).toEqual([expect.stringContaining(words)]);
  });

  it('may not hold one that was changed, and says in what', () => {
    const differences = [
      { what: 'total', expected: '1', found: '2', sentence: 'total: expected 1, found 2 in Epicor' },
    ];
    expect(objectionsTo([member({ differences })])[0]).toContain('(total: expected 1, found 2 in Epicor)');
  });

  it('may not hold two of one mark', () => {
    expect(objectionsTo([member(), member({ name: '1042/B' })])).toContainEqual(
      '1042/A and 1042/B both bear acme:accr_1: delete the one that is too many',
    );
  });
});

describe("Epicor's posting errors", () => {
  it.each([
    ['Invoice with no detail', 'a document has no lines'],
    ["Invoice Total does not agree with vendor 's total", 'the lines of an invoice do not sum to its total'],
    ['Out of Balance transactions', 'debits and credits of a journal differ'],
    ['Invalid Account', 'an account is unknown, inactive, or not valid on that date'],
  ])('are told in their own words and in those of a bookkeeper: %s', (said, meaning) => {
    expect(epicorRefusedToPost(said)).toBe(`Epicor says: "${said}", which means that ${meaning}`);
  });

  it('are told as they are where they are not known', () => {
    expect(epicorRefusedToPost('Out of paper')).toBe('Epicor says: "Out of paper"');
  });
});
