import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyAudit } from '../../cli/verify-audit';
import { appendAuditHead } from '../../store';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

/** Whoever owns the database can switch its triggers off: then the chain and the published heads must show it. */
describe('verifying the audit trail', () => {
  let test: TestStore;
  let folder: string;
  let headsFile: string;
  const said: string[] = [];
  const verify = () => verifyAudit(test.store, { headsFile, say: (line) => said.push(line) });

  beforeEach(async () => {
    said.length = 0;
    test = await openTestStore();
    folder = await mkdtemp(join(tmpdir(), 'audit-heads-'));
    headsFile = join(folder, 'heads.jsonl');
    await test.store.connections.save(settingsOf(), secrets);
    for (let event = 1; event <= 5; event += 1) await append(`step ${event}`);
    const head = await test.store.audit.head('acme');
    if (!head) throw new Error('the trail has no head');
    await appendAuditHead(headsFile, { at: new Date().toISOString(), connectionId: 'acme', ...head });
    await test.sql.query('alter table audit_event disable trigger all');
  });
  afterEach(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  const append = (summary: string) =>
    test.store.audit.append({
      connectionId: 'acme',
      actor: { kind: 'system', name: 'test' },
      step: 'test',
      outcome: 'ok',
      summary,
    });

  it('finds an untouched trail unbroken, and its published head in it', async () => {
    await test.sql.query('alter table audit_event enable trigger all');
    await append('later');
    expect(await verify()).toBe(true);
    expect(said.join()).toContain('1 published heads found');
  });

  it('shows an event that was changed', async () => {
    await test.sql.query("update audit_event set summary = 'nothing happened' where summary = 'step 3'");
    expect(await verify()).toBe(false);
    expect(said.join()).toContain('does not follow');
  });

  it('shows an event that was removed from the middle', async () => {
    await test.sql.query("delete from audit_event where summary = 'step 3'");
    expect(await verify()).toBe(false);
  });

  it('shows an end that was cut off, by the head that was published', async () => {
    await test.sql.query("delete from audit_event where summary in ('step 4', 'step 5')");
    expect(await verify()).toBe(false);
    expect(said.join()).toContain('cut off');
  });
});
