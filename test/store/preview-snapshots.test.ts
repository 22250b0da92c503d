import type { RecordSnapshot } from '../../accounting/accounting-record';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(() => test.close());

const snapshot = (memo: string) => ({ record: { id: 'ar_1', memo } }) as unknown as RecordSnapshot;

describe('what was read for a preview', () => {
  it('is kept by its id, without a row in the ledger, and may be saved again', async () => {
    const { id } = settingsOf();
    await test.store.previews.save('p1', id, snapshot('lunch'));
    await test.store.previews.save('p1', id, snapshot('dinner'));
    await expect(test.store.previews.get('p1')).resolves.toEqual(snapshot('dinner'));
    await expect(test.store.previews.get('p2')).resolves.toBeNull();
    await expect(test.store.ledger.get({ connectionId: id, recordId: 'ar_1' })).resolves.toBeNull();
  });

  it('is gone after a day', async () => {
    const { id } = settingsOf();
    await test.store.previews.save('old', id, snapshot('lunch'));
    await test.sql.query(
      `update preview_snapshot set saved_at = now() - interval '25 hours' where id = 'old'`,
    );
    await test.store.previews.save('new', id, snapshot('dinner'));
    await expect(test.store.previews.get('old')).resolves.toBeNull();
    await expect(test.store.previews.get('new')).resolves.toEqual(snapshot('dinner'));
  });
});
