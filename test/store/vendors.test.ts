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

  it('tells of several merchants at once, in the order asked for', async () => {
    await test.store.vendorLinks.remember(connectionId, 'staples', 7, 'jane');
    await test.store.vendorLinks.remember(connectionId, 'quill', 8, 'jane');
    await test.store.vendorLinks.revoke(connectionId, 'quill', 'jane');
    await expect(
      test.store.vendorLinks.ofKeys(connectionId, ['nobody', 'quill', 'staples']),
    ).resolves.toMatchObject([null, null, { merchantKey: 'staples', vendorNum: 7 }]);
    await expect(test.store.vendorLinks.ofKeys(connectionId, [])).resolves.toEqual([]);
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
