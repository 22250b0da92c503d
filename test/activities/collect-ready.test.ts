import { collectReady } from '../../activities/collect-ready';
import type { ActivityDependencies } from '../../activities/support/dependencies';
import { newStep, runStep, type Step } from '../../activities/support/step';
import type { BackfillResult } from '../../workflows/contract';
import { settingsWith } from '../accounting/support/example-records';
import { type Answer, type Handler, recordLike, type StartedBrex, startBrex } from '../brex/brex-server';

let brex: StartedBrex;
afterEach(() => brex.stop());

const page = (...items: object[]): Answer => ({
  body: { items, next_cursor: null, has_next_page: false },
});
const bill = (id: string, changes: object = {}) =>
  recordLike({
    id,
    type: 'BILL_EXPENSE',
    source_type: 'BILL',
    updated_at: '2026-11-20T10:00:00.000000Z',
    ...changes,
  });
const card = (id: string, changes: object = {}) => recordLike({ id, ...changes });

/** Brex answers the list of ready records and that of bills; the rest is kept in memory. */
async function backfill(answers: { ready?: Answer; bills?: Answer }) {
  const handler: Handler = ({ query }) =>
    (query.get('source_type') === 'BILL' ? answers.bills : answers.ready) ?? page();
  brex = await startBrex(handler);
  const started: string[] = [];
  const cursors = new Map<string, string>();
  const billsSeen: string[] = [];
  const signalled: string[] = [];
  const note = async (_type: string, { workflowId }: { workflowId: string }) => {
    started.push(workflowId.replace('record/acme/', ''));
    return { workflowId, signaledRunId: 'run' };
  };
  const dependencies = {
    store: {
      cursors: {
        get: async (_connection: string, name: string) => cursors.get(name) ?? null,
        set: async (_connection: string, name: string, value: string) => void cursors.set(name, value),
      },
      billStatuses: {
        saw: async (_connection: string, bills: { recordId: string }[]) =>
          void billsSeen.push(...bills.map(({ recordId }) => recordId)),
      },
      ledger: {
        get: async () => null,
        see: async ({ version }: { version?: number }) => ({ version: null, seenVersion: version }),
        byStates: async () => [],
      },
      audit: { append: async () => undefined },
    },
    connections: {
      get: async () => ({ settings: settingsWith(), learned: {}, brex: brex.client }),
    },
    temporal: {
      workflow: {
        start: note,
        signalWithStart: async (type: string, options: { workflowId: string }) => {
          signalled.push(options.workflowId.replace('record/acme/', ''));
          return note(type, options);
        },
      },
    },
    postingQueue: 'posting',
  } as unknown as ActivityDependencies;
  const step: Step = newStep();
  const result = await runStep(step, () => collectReady(dependencies)({ connectionId: 'acme' })).catch(
    (error: Error) => error,
  );
  const asked = brex.received.map(({ query }) => query);
  return {
    result: result as BackfillResult | Error,
    step,
    started: started.sort(),
    signalled: signalled.sort(),
    cursors,
    billsSeen,
    asked,
  };
}

describe('the backfill', () => {
  it('opens a run for what cannot be read, but tells one that waits nothing, since it knows nothing new', async () => {
    const { started, signalled } = await backfill({
      ready: page(card('accr_1'), { id: 'accr_2', type: 'CARD_EXPENSE_POST' }),
    });
    expect(started).toEqual(['accr_1', 'accr_2']);
    expect(signalled).toEqual(['accr_1']);
  });

  it('starts what is ready and the bills that changed', async () => {
    const { result, started, cursors } = await backfill({
      ready: page(card('accr_1')),
      bills: page(bill('accr_2')),
    });
    expect(result).toEqual({ found: 2, started: 2 });
    expect(started).toEqual(['accr_1', 'accr_2']);
    expect(cursors.get('bills-updated-after')).toBe('2026-11-20T09:00:00.000Z');
  });

  it('first asks for bills that changed a quarter before the start: their posting date may come later', async () => {
    const { asked } = await backfill({});
    const bills = asked.find((query) => query.get('source_type') === 'BILL');
    // startDate is 2026-01-01
    expect(bills?.get('updated_at[gt]')).toBe('2025-10-01T00:00:00.000Z');
  });

  it('starts a record that cannot be read, so that a person is told: a bill is not listed again', async () => {
    const { started, cursors, step } = await backfill({
      ready: page(card('accr_1', { line_items: [{ id: 'arli_1', type: 'MEMO' }] }), card('accr_2')),
      bills: page(bill('accr_3', { amount: null }), bill('accr_4')),
    });
    expect(started).toEqual(['accr_1', 'accr_2', 'accr_3', 'accr_4']);
    expect(cursors.get('bills-updated-after')).toBe('2026-11-20T09:00:00.000Z');
    expect(step.details.unreadable).toEqual(['accr_1', 'accr_3']);
  });

  it('does not take for a bill, nor for ready, what Brex lists though it was not asked for', async () => {
    const everything = page(
      card('accr_1', { review_status: 'PREPARE', updated_at: '2026-11-24T00:00:00Z' }),
      card('accr_2'),
      bill('accr_3'),
    );
    const { started, billsSeen, cursors } = await backfill({ ready: everything, bills: everything });
    expect(started).toEqual(['accr_2', 'accr_3']);
    expect(billsSeen).toEqual(['accr_3']);
    expect(cursors.get('bills-updated-after')).toBe('2026-11-20T09:00:00.000Z');
  });

  it('keeps looking back from now where a bill was changed at a time that has not come yet', async () => {
    const { cursors } = await backfill({
      bills: page(bill('accr_1', { updated_at: '2099-01-01T00:00:00Z' })),
    });
    expect(Date.parse(cursors.get('bills-updated-after') ?? '')).toBeLessThan(Date.now());
  });

  describe('where the list of bills is not given', () => {
    it.each<[string, Answer]>([
      ['the parameters are refused', { status: 400, body: { error_code: 'INVALID_REQUEST', message: 'no' } }],
      ['the token may not', { status: 403, body: { error_code: 'FORBIDDEN', message: 'no permission' } }],
    ])('starts the records all the same and says so as an alert: %s', async (_, bills) => {
      const { result, started, step, cursors } = await backfill({ ready: page(card('accr_1')), bills });
      expect(result).toEqual({ found: 1, started: 1 });
      expect(started).toEqual(['accr_1']);
      expect(step.alert).toMatch(/bills/);
      expect(cursors.has('bills-updated-after')).toBe(false);
    });

    it('starts the records all the same, and is tried again: Brex is in trouble', async () => {
      const { result, started } = await backfill({ ready: page(card('accr_1')), bills: { status: 500 } });
      expect(started).toEqual(['accr_1']);
      expect(result).toMatchObject({ kind: 'transient' });
    });
  });
});
