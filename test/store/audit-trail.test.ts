import type { AuditEntry } from '../../store';
import { openTestStore, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());

const entry = (recordId: string, summary: string, connectionId = 'acme'): AuditEntry => ({
  connectionId,
  recordId,
  actor: { kind: 'activity', name: 'updateMaster' },
  step: 'updateMaster',
  attempt: 2,
  outcome: 'ok',
  summary,
  details: { total: '12.50', lines: [{ account: '6200|10|000|00' }] },
  brexTraceId: 'trace-1',
  epicorCorrelationId: 'corr-1',
  workflowId: 'record/acme/ar_1',
  runId: 'run-1',
});

describe('the story of a record', () => {
  it('tells everything that was appended, oldest first', async () => {
    for (const summary of ['fetched', 'mapped', 'booked'])
      await test.store.audit.append(entry('ar_story', summary));
    const story = await test.store.audit.story('acme', 'ar_story');
    expect(story.map(({ summary }) => summary)).toEqual(['fetched', 'mapped', 'booked']);
    expect(story[0]).toEqual({
      ...entry('ar_story', 'fetched'),
      actor: { kind: 'activity', name: 'updateMaster', claimed: false },
      id: expect.any(Number),
      at: expect.any(Date),
    });
  });

  it('is that of one connection, or of all', async () => {
    await test.store.audit.append(entry('ar_both', 'here'));
    await test.store.audit.append(entry('ar_both', 'there', 'elsewhere'));
    await expect(test.store.audit.story('acme', 'ar_both')).resolves.toHaveLength(1);
    await expect(test.store.audit.story(null, 'ar_both')).resolves.toHaveLength(2);
  });

  it('marks a name that is only a claim', async () => {
    await test.store.audit.append({
      connectionId: 'acme',
      recordId: 'ar_claim',
      actor: { kind: 'signal', name: 'jane', claimed: true },
      step: 'skip',
      outcome: 'ok',
      summary: 'skipped',
    });
    await expect(test.store.audit.story('acme', 'ar_claim')).resolves.toMatchObject([
      { actor: { kind: 'signal', name: 'jane', claimed: true }, attempt: null, details: null, runId: null },
    ]);
  });

  it('keeps number and time in one order when many append at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => test.store.audit.append(entry('ar_busy', `${index}`, 'busy'))),
    );
    const story = await test.store.audit.story('busy', 'ar_busy');
    expect(story).toHaveLength(40);
    const times = story.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((left, right) => left - right));
    await expect(test.store.audit.firstBroken('busy')).resolves.toBeNull();
  });
});

describe('what was appended', () => {
  it.each([
    `update audit_event set summary = 'nothing happened'`,
    `update audit_event set summary = summary where false`,
    'delete from audit_event',
    'truncate audit_event',
  ])('cannot be changed: %s', async (statement) => {
    await test.store.audit.append(entry('ar_kept', 'kept'));
    await expect(test.sql.query(statement)).rejects.toMatchObject({ code: 'BK005' });
    await expect(test.store.audit.story('acme', 'ar_kept')).resolves.not.toHaveLength(0);
  });

  it('gets its number, time and hash from the database, whatever is sent', async () => {
    await test.sql.query(
      `insert into audit_event (id, at, hash, connection_id, record_id, actor_kind, actor_name, actor_claimed, step, outcome, summary)
       values (-1, '1999-01-01', '', 'sly', 'ar_sly', 'system', 'x', false, 'x', 'ok', 'x')`,
    );
    const [event] = await test.store.audit.story('sly', 'ar_sly');
    expect(event?.id).toBeGreaterThan(0);
    expect(event?.at.getFullYear()).toBeGreaterThan(1999);
    await expect(test.store.audit.firstBroken('sly')).resolves.toBeNull();
  });
});

describe('the chain', () => {
  /** As somebody would who owns the database and means ill. */
  async function behindTheTriggers(statement: string, values: unknown[]): Promise<void> {
    await test.sql.query('alter table audit_event disable trigger user');
    await test.sql.query(statement, values);
    await test.sql.query('alter table audit_event enable trigger user');
  }

  async function three(connectionId: string): Promise<number[]> {
    for (const summary of ['one', 'two', 'three'])
      await test.store.audit.append(entry('ar_chain', summary, connectionId));
    return (await test.store.audit.story(connectionId, 'ar_chain')).map(({ id }) => id);
  }

  it('shows an event that was changed behind the triggers', async () => {
    const [, second] = await three('changed');
    await behindTheTriggers(`update audit_event set summary = 'zwei' where id = $1`, [second]);
    await expect(test.store.audit.firstBroken('changed')).resolves.toBe(second);
  });

  it('shows where an event was taken out', async () => {
    const [, second, third] = await three('shortened');
    await behindTheTriggers('delete from audit_event where id = $1', [second]);
    await expect(test.store.audit.firstBroken('shortened')).resolves.toBe(third);
  });

  it('holds whatever time zone and date style the reader has', async () => {
    await three('zoned');
    await test.sql.query(`set timezone = 'Asia/Kolkata'; set datestyle = 'German'`);
    const { rows } = await test.sql.query(
      `select hash = audit_hash(lag(hash) over (order by id), e) as holds from audit_event e where connection_id = 'zoned'`,
    );
    expect(rows).toEqual([{ holds: true }, { holds: true }, { holds: true }]);
  });
});
