import type { MappingRule } from '../../accounting/mapping-rules';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
let connectionId: string;
let connections = 0;
beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  connections += 1;
  connectionId = `c${connections}`;
  await test.store.connections.save(settingsOf(connectionId), secrets);
});
afterAll(() => test.close());

const rule = (code: string): MappingRule => ({
  row: 2,
  conditions: { merchant: 'Uber', 'field:Cost center': 'North' },
  segment: 2,
  code,
  priority: 0,
  note: '',
});

describe('the rule table', () => {
  it('is none before the first import', async () => {
    expect(await test.store.mappingRules.current(connectionId)).toBeNull();
  });

  it('is replaced whole by each import, which is remembered with who, when and of which file', async () => {
    const { mappingRules } = test.store;
    await mappingRules.import(connectionId, { rules: [rule('10'), rule('20')], by: 'Dana', digest: 'aa' });
    await mappingRules.import(connectionId, { rules: [rule('30')], by: 'Lee', digest: 'bb' });
    expect(await mappingRules.current(connectionId)).toEqual({
      version: 2,
      rules: [rule('30')],
      importedBy: 'Lee',
      importedAt: expect.any(Date),
      fileDigest: 'bb',
    });
    expect(
      (await mappingRules.history(connectionId)).map(({ version, count, importedBy }) => [
        version,
        count,
        importedBy,
      ]),
    ).toEqual([
      [2, 1, 'Lee'],
      [1, 2, 'Dana'],
    ]);
  });

  it('gives each of two imports that come together a version of its own', async () => {
    const both = ['a', 'b'].map((digest) =>
      test.store.mappingRules.import(connectionId, { rules: [], by: 'Dana', digest }),
    );
    expect((await Promise.all(both)).sort()).toEqual([1, 2]);
  });
});

describe('what was pushed to Brex', () => {
  const chart = { coaCode: 'MAIN', segments: [] };

  it('is the field from before it is made, and then its id', async () => {
    const { references } = test.store;
    await references.claimField(connectionId, 'department');
    expect(await references.fields(connectionId)).toEqual([
      { remoteId: 'department', brexFieldId: null, pushes: 0 },
    ]);
    await references.fieldIs(connectionId, 'department', 'ef_1');
    await references.claimField(connectionId, 'department');
    await references.pushed(connectionId, 'department');
    expect(await references.fields(connectionId)).toEqual([
      { remoteId: 'department', brexFieldId: 'ef_1', pushes: 1 },
    ]);
  });

  it('is the value as it was given last, thousands of them', async () => {
    const { references } = test.store;
    await references.claimField(connectionId, 'department');
    const many = Array.from({ length: 12_000 }, (_, index) => ({
      code: String(index).padStart(5, '0'),
      value: `Value ${index}`,
      isDisabled: false,
    }));
    await references.saveValues(connectionId, 'department', many);
    await references.saveValues(connectionId, 'department', [
      { code: '00003', value: 'Other', isDisabled: true },
    ]);
    const saved = await references.values(connectionId, 'department');
    expect(saved).toHaveLength(12_000);
    expect(saved[3]).toEqual({ code: '00003', value: 'Other', isDisabled: true });
  });

  it('is compared with the chart that was read last', async () => {
    const { references } = test.store;
    expect(await references.chart(connectionId)).toBeNull();
    await references.saveChart(connectionId, { ...chart, coaCode: 'OLD' });
    await references.saveChart(connectionId, chart);
    expect((await references.chart(connectionId))?.chart).toEqual(chart);
  });

  it('is given by one push at a time; one whose time is over gives way', async () => {
    const { references } = test.store;
    await references.saveChart(connectionId, chart);
    expect(await references.beginPush(connectionId, 60)).toBe(true);
    expect(await references.beginPush(connectionId, 60)).toBe(false);
    await references.endPush(connectionId);
    expect(await references.beginPush(connectionId, 0)).toBe(true);
    expect(await references.beginPush(connectionId, 60)).toBe(true);
  });
});
