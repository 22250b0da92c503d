import type { GroupKind, NewGroup, RecordKey } from '../../store';
import { invoiceKey, newRow, pins } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
let connectionId: string;
let connections = 0;
beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  connections += 1;
  connectionId = `g${connections}`;
  await test.store.connections.save(settingsOf(connectionId), secrets);
});
afterAll(() => test.close());

const ids = ['BREX2610', 'BREX26102', 'BREX26103'];
const wanted = (changes: Partial<NewGroup> = {}): NewGroup => ({
  connectionId,
  kind: 'invoice',
  period: 'MAIN/2026//10',
  periodName: 'period 10 of 2026',
  currency: '',
  ...changes,
});
const open = (changes: Partial<NewGroup> = {}) => test.store.groups.open(wanted(changes), ids);
const enter = (key: RecordKey, groupId: string, kind: GroupKind = 'invoice') =>
  test.store.groups.enter(key, kind, groupId);

async function writing(): Promise<RecordKey> {
  const key = await newRow(test.store, connectionId);
  await test.store.ledger.transition(key, 'reserved', { ...pins, documentNumber: key.recordId });
  await test.store.ledger.transition(key, 'writing');
  return key;
}

const commit = (key: RecordKey) =>
  test.store.ledger.transition(key, 'committed', { epicorKey: invoiceKey(key.recordId) });

/** A sealed group with one booked document. */
async function sealed() {
  const { groupId } = await open();
  const key = await writing();
  await enter(key, groupId);
  await commit(key);
  const [group] = await test.store.groups.seal(connectionId);
  if (!group) throw new Error('nothing was sealed');
  return { group, key };
}

describe('groups of documents', () => {
  it('are one per period for all who come at once', async () => {
    const groups = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(groups.map(({ id }) => id)).size).toBe(1);
    expect(groups[0]).toMatchObject({ groupId: 'BREX2610', state: 'open' });
  });

  it('are others for another period, kind or currency', async () => {
    const groups = [
      await open(),
      await open({ period: 'MAIN/2026//11' }),
      await open({ kind: 'journal', currency: 'USD' }),
    ];
    expect(groups.map(({ groupId }) => groupId)).toEqual(['BREX2610', 'BREX26102', 'BREX2610']);
  });

  it('take no more documents once sealed, and later ones go to the next', async () => {
    await sealed();
    const late = await writing();
    expect(await enter(late, 'BREX2610')).toBe(false);
    const next = await open();
    expect(next.groupId).toBe('BREX26102');
    expect(await enter(late, next.groupId)).toBe(true);
  });

  it('let one that had entered before finish, and say who has not', async () => {
    const { groupId, id } = await open();
    const [done, half] = [await writing(), await writing()];
    for (const key of [done, half]) expect(await enter(key, groupId)).toBe(true);
    await commit(done);
    await test.store.groups.seal(connectionId);
    expect(await enter(half, groupId)).toBe(true);
    expect(await test.store.groups.unfinished(id)).toEqual([half.recordId]);
    await commit(half);
    expect(await test.store.groups.unfinished(id)).toEqual([]);
  });

  it('count a document after a lost answer as unfinished until it was confirmed', async () => {
    const { group, key } = await sealed();
    await test.store.ledger.transition(key, 'committed', { lostAnswer: true });
    expect(await test.store.groups.unfinished(group.id)).toEqual([key.recordId]);
  });

  it('are left by a document that was proven absent', async () => {
    const { groupId } = await open();
    const key = await writing();
    await enter(key, groupId);
    await test.store.ledger.transition(key, 'voided');
    expect((await test.store.ledger.get(key))?.documentGroup).toBeNull();
  });

  it('are sealed only where a booked document is in them', async () => {
    const { groupId } = await open();
    await enter(await writing(), groupId);
    expect(await test.store.groups.seal(connectionId)).toEqual([]);
  });

  it('wait to be sealed until whoever is entering has entered', async () => {
    const { groupId, id } = await open();
    const first = await writing();
    await enter(first, groupId);
    await commit(first);
    const late = await writing();
    await test.sql.query('begin');
    await test.sql.query('select from document_group where id = $1 for share', [id]);
    await test.sql.query('update ledger set document_group = $1 where record_id = $2', [id, late.recordId]);
    const sealing = test.store.groups.seal(connectionId);
    await test.sql.query('commit');
    await sealing;
    expect(await test.store.groups.unfinished(id)).toEqual([late.recordId]);
  });

  it('are submitted by one of those who try', async () => {
    const { group } = await sealed();
    const tries = Array.from({ length: 5 }, () => test.store.groups.submitting(group.id, '918273001'));
    expect((await Promise.all(tries)).filter((won) => won)).toHaveLength(1);
    expect(await test.store.groups.get(group.id)).toMatchObject({
      state: 'posting',
      submittedRev: '918273001',
      answered: false,
    });
  });

  it('raise an alert once for each problem', async () => {
    const { group } = await sealed();
    await test.store.groups.submitting(group.id, '1');
    expect(await test.store.groups.troubled(group.id, 'Out of balance.')).toEqual({ news: true });
    expect(await test.store.groups.troubled(group.id, 'Out of balance.')).toEqual({ news: false });
    expect(await test.store.groups.get(group.id)).toMatchObject({
      state: 'sealed',
      problem: 'Out of balance.',
    });
  });

  it('leave an id alone that Epicor has given to another group', async () => {
    const first = await open();
    await test.store.groups.taken(first.id);
    expect((await open()).groupId).toBe('BREX26102');
  });

  it('remember that Epicor was found to have the group', async () => {
    const { id, confirmed } = await open();
    expect(confirmed).toBe(false);
    await test.store.groups.confirm(id);
    expect((await open()).confirmed).toBe(true);
  });

  it('take the id whose use is longest ago, once all were used', async () => {
    for (const groupId of ids) {
      expect((await open()).groupId).toBe(groupId);
      const key = await writing();
      await enter(key, groupId);
      await commit(key);
      const [group] = await test.store.groups.seal(connectionId);
      await test.store.groups.posted(group?.id ?? 0);
    }
    expect((await open()).groupId).toBe('BREX2610');
  });

  it('say so where every id stands for a group that is not posted', async () => {
    for (const _ of ids) await test.store.groups.taken((await open()).id);
    await test.sql.query(`update document_group set state = 'sealed' where connection_id = $1`, [
      connectionId,
    ]);
    await expect(open()).rejects.toThrow('every group id from BREX2610 to BREX26103 is in use');
  });
});
