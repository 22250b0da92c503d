import type { RecordSnapshot } from '../../accounting/accounting-record';
import { newRow } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(() => test.close());

/** Written, and what is read again: what PostgreSQL's text cannot hold is replaced visibly, all else stays. */
const texts: [what: string, written: string, read: string][] = [
  ['emoji and joined emoji', '🧾 👩🏽‍💻', '🧾 👩🏽‍💻'],
  ['other scripts and marks', 'Ünïcödé 東京 العربية ñ e\u0301', 'Ünïcödé 東京 العربية ñ e\u0301'],
  ['U+0000', 'a\u0000b', 'a␀b'],
  ['half a surrogate pair', 'x\ud83dy\ude00z', 'x\ufffdy\ufffdz'],
  ['a pair the wrong way round', '\ude00\ud83d', '\ufffd\ufffd'],
  ['control characters', 'tab\t bell\u0007 newline\n', 'tab\t bell\u0007 newline\n'],
  [
    'what only looks like an escape',
    String.raw`\u0000 \\u0000 \ud800 \\`,
    String.raw`\u0000 \\u0000 \ud800 \\`,
  ],
  ['quotes and SQL', `'; drop table ledger; -- "`, `'; drop table ledger; -- "`],
];

describe.each(texts)('%s', (_, written, read) => {
  it('survives in a text column', async () => {
    const key = await newRow(test.store);
    await test.store.ledger.note(key, written);
    await expect(test.store.ledger.get(key)).resolves.toMatchObject({ reason: read });
  });

  it('survives in JSON, as value and as name', async () => {
    const key = await newRow(test.store);
    const snapshot = { record: { memo: written }, names: { values: { [written]: [written] } } };
    await test.store.drafts.saveSnapshot(key, 1, snapshot as unknown as RecordSnapshot);
    await expect(test.store.drafts.snapshot(key)).resolves.toEqual({
      record: { memo: read },
      names: { values: { [read]: [read] } },
    });
  });

  it("survives in Epicor's rows", async () => {
    const key = await newRow(test.store);
    await test.store.drafts.saveDraft(key, { APInvHed: [{ Description: written }] });
    await expect(test.store.drafts.draft(key)).resolves.toEqual({ APInvHed: [{ Description: read }] });
  });

  it('survives in the audit trail', async () => {
    const { recordId } = await newRow(test.store);
    await test.store.audit.append({
      connectionId: 'acme',
      recordId,
      actor: { kind: 'signal', name: written, claimed: true },
      step: 'retry',
      outcome: 'ok',
      summary: written,
      details: { note: written },
    });
    await expect(test.store.audit.story('acme', recordId)).resolves.toMatchObject([
      { actor: { name: read }, summary: read, details: { note: read } },
    ]);
  });

  it('finds again what is keyed by it', async () => {
    const key = { connectionId: 'acme', recordId: `ar ${written}` };
    await test.store.ledger.see({ ...key, source: 'webhook' });
    await test.store.ledger.see({ ...key, source: 'webhook' });
    await expect(test.store.ledger.get(key)).resolves.toMatchObject({ recordId: `ar ${read}` });
    await test.store.vendorLinks.remember('acme', written, 7, 'jane');
    await expect(test.store.vendorLinks.find('acme', written)).resolves.toMatchObject({ vendorNum: 7 });
  });
});
