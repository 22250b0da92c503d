import type { LedgerState } from '../../accounting/ledger-states';
import { type Asked, type BrexView, type LedgerView, reenter } from '../../accounting/reentry';

const ready: BrexView = { reviewStatus: 'READY_FOR_EXPORT', version: 3, digest: 'same', ready: true };
const recoded: BrexView = { ...ready, version: 4, digest: 'other' };
const inReview: BrexView = { ...ready, reviewStatus: 'REVIEW', ready: false };
const exported: BrexView = { ...ready, reviewStatus: 'EXPORTED', ready: false };
const gone = null;

const ledger = (state: LedgerState): LedgerView => ({
  state,
  version: 3,
  digest: 'same',
  documentNumber: 'BREX-1',
});
const asked = (some: Partial<Asked>): Asked => ({
  retry: false,
  replan: false,
  changedConfirmed: false,
  ...some,
});

describe('how a run meets a record, once or again', () => {
  it.each<[LedgerState, string, BrexView | null, string]>([
    ['seen', 'ready', ready, 'plan'],
    ['seen', 'not ready', inReview, 'end'],
    ['seen', 'exported', exported, 'end'],
    ['seen', 'gone', gone, 'close'],
    ['reserved', 'ready', ready, 'plan'],
    ['reserved', 'recoded', recoded, 'plan'],
    ['voided', 'ready', ready, 'plan'],
    ['voided', 'gone', gone, 'close'],
    ['writing', 'ready', ready, 'resume'],
    ['writing', 'recoded', recoded, 'void'],
    ['writing', 'taken back', inReview, 'void'],
    ['writing', 'gone', gone, 'void'],
    ['writing', 'exported by someone', exported, 'park'],
    ['committed', 'ready', ready, 'report'],
    ['committed', 'recoded', recoded, 'park'],
    ['committed', 'not ready', inReview, 'end'],
    ['committed', 'exported by someone', exported, 'park'],
    ['committed', 'gone', gone, 'park'],
    ['reporting', 'ready', ready, 'report'],
    ['reporting', 'exported by our report', exported, 'confirm-exported'],
    ['reporting', 'not ready', inReview, 'end'],
    ['linked', 'ready', ready, 'report'],
    ['exported', 'exported', exported, 'end'],
    ['exported', 'ready again', ready, 'report'],
    ['exported', 'recoded and ready again', recoded, 'park'],
    ['exported', 'gone', gone, 'end'],
    ['returning', 'still ready', ready, 'plan'],
    ['returning', 'no longer ready', inReview, 'confirm-returned'],
    ['returned', 'the same version', ready, 'end'],
    ['returned', 'recoded', recoded, 'plan'],
    ['returned', 'not ready', inReview, 'end'],
    ['skipping', 'still ready', ready, 'skip'],
    ['skipping', 'no longer ready', inReview, 'confirm-skipped'],
    ['skipped', 'ready', recoded, 'end'],
    ['closed', 'ready', ready, 'plan'],
    ['closed', 'gone', gone, 'close'],
  ])('%s, %s in Brex', (state, _, brex, action) => {
    expect(reenter(ledger(state), brex).action).toBe(action);
  });

  it('never writes again once a document is committed, whatever Brex says', () => {
    for (const state of ['committed', 'reporting', 'linked', 'exported'] as const)
      for (const brex of [ready, recoded, inReview, exported, gone])
        for (const request of [asked({}), asked({ retry: true }), asked({ changedConfirmed: true })])
          expect(['plan', 'resume', 'void', 'close']).not.toContain(
            reenter(ledger(state), brex, request).action,
          );
  });

  it('books a skipped record only by retry', () => {
    expect(reenter(ledger('skipped'), ready, asked({ retry: true })).action).toBe('plan');
  });

  it('books a returned record at the same version by retry', () => {
    expect(reenter(ledger('returned'), ready, asked({ retry: true })).action).toBe('plan');
  });

  it('takes a half-written document back where a person asks for another date', () => {
    expect(reenter(ledger('writing'), ready, asked({ retry: true, replan: true })).action).toBe('void');
  });

  it('reports a changed record as it stands once a person confirms it', () => {
    expect(reenter(ledger('committed'), recoded, asked({ changedConfirmed: true })).action).toBe('report');
  });

  it('does not compare what a person linked', () => {
    expect(reenter({ ...ledger('linked'), digest: null }, recoded).action).toBe('report');
  });
});
