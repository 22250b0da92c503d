import { mirrorKey } from '../../accounting/reference-data';
import type { MirrorRow } from '../../store';
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

const vendor = (vendorNum: number, sysRevId: string, name = `Vendor ${vendorNum}`): MirrorRow<'vendors'> => ({
  key: mirrorKey(vendorNum),
  sysRevId,
  row: {
    vendorNum,
    vendorId: `V${vendorNum}`,
    name,
    city: 'Austin',
    state: 'TX',
    country: 'USA',
    currency: 'USD',
    inactive: false,
    payHold: true,
  },
});
const take = (...rows: MirrorRow<'vendors'>[]) => test.store.mirrors.take(connectionId, 'vendors', rows);
const all = () => test.store.mirrors.all(connectionId, 'vendors');
const changes = (...rows: MirrorRow<'vendors'>[]) =>
  test.store.mirrors.changes(connectionId, 'vendors', rows);

describe('a mirror', () => {
  it('gives back what was put in', async () => {
    await take(vendor(9, '1'), vendor(2, '2'));
    expect(await all()).toEqual([vendor(2, '2').row, vendor(9, '1').row]);
  });

  it('takes more rows at once than one statement may carry', async () => {
    const many = Array.from({ length: 7_000 }, (_, index) => vendor(index + 1, '5'));
    await take(...many);
    await expect(all()).resolves.toHaveLength(7_000);
  });

  it('takes no rows at all', async () => {
    await take();
    await expect(all()).resolves.toEqual([]);
  });

  it('never goes back to an older version of a row, told apart beyond 2^53', async () => {
    await take(vendor(1, '9007199254740993', 'New'));
    await take(vendor(1, '9007199254740992', 'Old'));
    await expect(all()).resolves.toMatchObject([{ name: 'New' }]);
  });

  it('keeps the newest of a row that was paged twice', async () => {
    await take(vendor(1, '11', 'New'), vendor(1, '10', 'Old'));
    await expect(all()).resolves.toMatchObject([{ name: 'New' }]);
  });

  it('has come as far as its newest row, in the order of numbers', async () => {
    await expect(test.store.mirrors.newest(connectionId, 'vendors')).resolves.toBeNull();
    await take(vendor(1, '9'), vendor(2, '10'), vendor(3, '11'));
    await expect(test.store.mirrors.newest(connectionId, 'vendors')).resolves.toBe('11');
    await expect(test.store.mirrors.newest(connectionId, 'vendors', 2)).resolves.toBe('9');
    await expect(test.store.mirrors.newest(connectionId, 'vendors', 3)).resolves.toBeNull();
  });

  it('tells new and changed rows from those that say what they said', async () => {
    await take(vendor(1, '1'), vendor(2, '2'));
    const changed = vendor(2, '4', 'Renamed');
    await expect(changes(vendor(1, '3'), changed, vendor(3, '5'))).resolves.toEqual([
      { key: '[2]', before: vendor(2, '2').row, after: changed.row },
      { key: '[3]', before: null, after: vendor(3, '5').row },
    ]);
  });

  it('dates a row by its last change, not by its last reading', async () => {
    const changedAt = async () =>
      (await test.store.mirrors.find(connectionId, 'vendors', ['[1]'])).get('[1]')?.changedAt;
    await take(vendor(1, '1'));
    const first = await changedAt();
    await take(vendor(1, '2'));
    await expect(changedAt()).resolves.toEqual(first);
    await take(vendor(1, '3', 'Renamed'));
    expect((await changedAt())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
    await expect(changedAt()).resolves.not.toEqual(first);
  });
});

describe('a comparison of keys', () => {
  const begin = () => test.store.mirrors.beginComparing(connectionId, 'vendors');
  beforeEach(async () => {
    await take(vendor(1, '1'), vendor(2, '2'), vendor(3, '3'));
    await test.store.mirrors.note(connectionId, 'vendors', { loadedAt: new Date() });
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('names the versions that the mirror has not', async () => {
    await begin();
    const shown = [vendor(1, '1'), vendor(2, '5'), vendor(4, '6')];
    await expect(test.store.mirrors.compare(connectionId, 'vendors', shown)).resolves.toEqual(['5', '6']);
  });

  it('finds what Epicor no longer shows, and not what was taken meanwhile', async () => {
    const { since } = await begin();
    await test.store.mirrors.compare(connectionId, 'vendors', [vendor(1, '1')]);
    await take(vendor(2, '7', 'Changed meanwhile'));
    await expect(test.store.mirrors.unseenCount(connectionId, 'vendors', since)).resolves.toEqual({
      unseen: 1,
      seen: 2,
    });
    await expect(test.store.mirrors.unseen(connectionId, 'vendors', since)).resolves.toMatchObject([
      { key: '[3]', after: null },
    ]);
  });

  it('goes on where it was cut short', async () => {
    const first = await begin();
    await test.store.mirrors.note(connectionId, 'vendors', { comparingAfter: '2' });
    await expect(begin()).resolves.toEqual({ since: first.since, after: '2' });
  });
});

describe('notices', () => {
  it('are raised once until they are settled', async () => {
    const raise = () =>
      test.store.notices.raise(connectionId, 'account:6200', 'gone', { values: ['travel'] });
    const raised = await Promise.all([raise(), raise(), raise()]);
    expect(raised.filter(({ first }) => first)).toHaveLength(1);
    await expect(test.store.notices.open(connectionId)).resolves.toMatchObject([
      { subject: 'account:6200', message: 'gone', details: { values: ['travel'] } },
    ]);
    await expect(test.store.notices.settle(connectionId, 'account:6200')).resolves.toBe(true);
    await expect(test.store.notices.settle(connectionId, 'account:6200')).resolves.toBe(false);
    await expect(test.store.notices.open(connectionId)).resolves.toEqual([]);
    await expect(raise()).resolves.toEqual({ first: true });
  });
});

describe('the status of bills', () => {
  it('is counted as each was last seen', async () => {
    const saw = (recordId: string, status: string) =>
      test.store.billStatuses.saw(connectionId, [{ recordId, status }]);
    await saw('b1', 'DRAFT');
    await saw('b2', 'DRAFT');
    await saw('b1', 'READY_FOR_EXPORT');
    await expect(test.store.billStatuses.counts(connectionId)).resolves.toEqual(
      new Map([
        ['DRAFT', 1],
        ['READY_FOR_EXPORT', 1],
      ]),
    );
  });
});
