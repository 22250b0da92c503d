import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { searchAttributes } from '../../workflows/contract';
import { SearchIndex } from '../../workflows/search-index';

const upserts: (readonly SearchAttributeUpdatePair[])[] = [];
jest.mock('@temporalio/workflow', () => ({
  ...jest.requireActual('@temporalio/workflow'),
  upsertSearchAttributes: (pairs: readonly SearchAttributeUpdatePair[]) => upserts.push(pairs),
}));
beforeEach(() => {
  upserts.length = 0;
});

const status = (value: string) => ({ key: searchAttributes.status, value });
const reason = (value: string | null) => ({ key: searchAttributes.reason, value });
const type = { key: searchAttributes.recordType, value: 'CARD_EXPENSE_POST' };

describe('what a run is found by', () => {
  it('is written once, when the run has ended without waiting', () => {
    const index = new SearchIndex(true);
    index.describe(type);
    expect(upserts).toEqual([]);
    index.changeStatus(status('Exported'), reason(null));
    expect(upserts).toEqual([[type, status('Exported')]]);
  });

  it('is taken back after a wait, and only once', () => {
    const index = new SearchIndex(true);
    index.changeStatus(status('WaitingForVendor'), reason('vendor-none'));
    index.changeStatus(status('Booking'), reason(null));
    index.changeStatus(status('Exported'), reason(null));
    expect(upserts.slice(1)).toEqual([[status('Booking'), reason(null)], [status('Exported')]]);
  });

  it('is taken back again after another wait', () => {
    const index = new SearchIndex(true);
    for (const value of ['vendor-none', null, 'closed-period', null]) index.changeStatus(reason(value));
    expect(upserts).toEqual([
      [reason('vendor-none')],
      [reason(null)],
      [reason('closed-period')],
      [reason(null)],
    ]);
  });

  it('is written at once by a run that began before it was gathered', () => {
    const index = new SearchIndex(false);
    index.describe(type);
    expect(upserts).toEqual([[type]]);
  });
});
