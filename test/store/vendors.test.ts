import type { MirroredVendor } from '../../store';
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

const vendor = (vendorNum: number, sysRevId: string, name = `Vendor ${vendorNum}`): MirroredVendor => ({
  vendorNum,
  vendorId: `V${vendorNum}`,
  name,
  city: 'Austin',
  state: 'TX',
  country: 'USA',
  currency: 'USD',
  inactive: false,
  payHold: true,
  sysRevId,
});

describe('the mirror of vendors', () => {
  it('gives back what was put in, in order of vendor number', async () => {
    await test.store.vendorMirror.upsert(connectionId, [vendor(9, '1'), vendor(2, '2')]);
    const { sysRevId: _, ...second } = vendor(2, '2');
    const all = await test.store.vendorMirror.all(connectionId);
    expect(all.map(({ vendorNum }) => vendorNum)).toEqual([2, 9]);
    expect(all[0]).toEqual(second);
  });

  it('takes more rows at once than one statement may carry', async () => {
    const many = Array.from({ length: 7_000 }, (_, index) => vendor(index + 1, '5'));
    await test.store.vendorMirror.upsert(connectionId, many);
    await expect(test.store.vendorMirror.all(connectionId)).resolves.toHaveLength(7_000);
  });

  it('takes no rows at all', async () => {
    await test.store.vendorMirror.upsert(connectionId, []);
    await expect(test.store.vendorMirror.all(connectionId)).resolves.toEqual([]);
  });

  it('never goes back to an older version of a row, told apart beyond 2^53', async () => {
    await test.store.vendorMirror.upsert(connectionId, [vendor(1, '9007199254740993', 'New')]);
    await test.store.vendorMirror.upsert(connectionId, [vendor(1, '9007199254740992', 'Old')]);
    await expect(test.store.vendorMirror.all(connectionId)).resolves.toMatchObject([{ name: 'New' }]);
  });

  it('keeps the newest of a vendor that was paged twice', async () => {
    await test.store.vendorMirror.upsert(connectionId, [vendor(1, '11', 'New'), vendor(1, '10', 'Old')]);
    await expect(test.store.vendorMirror.all(connectionId)).resolves.toMatchObject([{ name: 'New' }]);
  });

  it('has a watermark that never falls, with the time it was last complete', async () => {
    await expect(test.store.vendorMirror.watermark(connectionId)).resolves.toBeNull();
    await test.store.vendorMirror.touch(connectionId, '9007199254740993');
    const first = await test.store.vendorMirror.watermark(connectionId);
    await test.store.vendorMirror.touch(connectionId, '12');
    const second = await test.store.vendorMirror.watermark(connectionId);
    expect(second?.sysRevId).toBe('9007199254740993');
    expect(second?.refreshedAt.getTime()).toBeGreaterThan(first?.refreshedAt.getTime() ?? 0);
  });
});

describe('the memory of vendor decisions', () => {
  it('remembers who decided, when and why', async () => {
    await test.store.vendorLinks.remember(connectionId, 'uber', 1042, 'jane', 'the travel one');
    await expect(test.store.vendorLinks.find(connectionId, 'uber')).resolves.toEqual({
      merchantKey: 'uber',
      vendorNum: 1042,
      by: 'jane',
      note: 'the travel one',
      at: expect.any(Date),
      revokedBy: null,
      revokedAt: null,
      contradicts: null,
    });
    await expect(test.store.vendorLinks.find(connectionId, 'lyft')).resolves.toBeNull();
  });

  it('changes its mind, and keeps what it thought before', async () => {
    await test.store.vendorLinks.remember(connectionId, 'uber', 1, 'jane');
    await test.store.vendorLinks.remember(connectionId, 'uber', 2, 'joe');
    await expect(test.store.vendorLinks.find(connectionId, 'uber')).resolves.toMatchObject({ vendorNum: 2 });
    await expect(test.store.vendorLinks.list(connectionId)).resolves.toMatchObject([
      { vendorNum: 1, by: 'jane', revokedBy: 'joe', revokedAt: expect.any(Date) },
      { vendorNum: 2, by: 'joe', revokedBy: null },
    ]);
  });

  it('is in doubt after a decision that contradicts an earlier one, until the same is decided again', async () => {
    const { remember, find } = test.store.vendorLinks;
    await remember(connectionId, 'uber', 1, 'jane');
    await remember(connectionId, 'uber', 2, 'joe');
    await expect(find(connectionId, 'uber')).resolves.toMatchObject({ vendorNum: 2, contradicts: 1 });
    await remember(connectionId, 'uber', 2, 'jane');
    await expect(find(connectionId, 'uber')).resolves.toMatchObject({ vendorNum: 2, contradicts: null });
  });

  it('is in no doubt about a decision made after the earlier one was revoked', async () => {
    await test.store.vendorLinks.remember(connectionId, 'uber', 1, 'jane');
    await test.store.vendorLinks.revoke(connectionId, 'uber', 'jane');
    await test.store.vendorLinks.remember(connectionId, 'uber', 2, 'joe');
    await expect(test.store.vendorLinks.find(connectionId, 'uber')).resolves.toMatchObject({
      vendorNum: 2,
      contradicts: null,
    });
  });

  it('keeps one link where the same decision comes again', async () => {
    await test.store.vendorLinks.remember(connectionId, 'uber', 1, 'jane');
    await test.store.vendorLinks.remember(connectionId, 'uber', 1, 'joe');
    await expect(test.store.vendorLinks.list(connectionId)).resolves.toMatchObject([{ by: 'jane' }]);
  });

  it('has one current link where several decide at the same moment', async () => {
    await Promise.all(
      [1, 2, 3, 4].map((num) => test.store.vendorLinks.remember(connectionId, 'uber', num, 'x')),
    );
    const links = await test.store.vendorLinks.list(connectionId);
    expect(links.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1);
    expect(links).toHaveLength(4);
  });

  it('forgets on request, once', async () => {
    await test.store.vendorLinks.remember(connectionId, 'uber', 1, 'jane');
    await expect(test.store.vendorLinks.revoke(connectionId, 'uber', 'joe')).resolves.toBe(true);
    await expect(test.store.vendorLinks.revoke(connectionId, 'uber', 'joe')).resolves.toBe(false);
    await expect(test.store.vendorLinks.find(connectionId, 'uber')).resolves.toBeNull();
    await expect(test.store.vendorLinks.list(connectionId)).resolves.toMatchObject([{ revokedBy: 'joe' }]);
  });
});
