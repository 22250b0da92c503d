import { stripVTControlCharacters } from 'node:util';
import { countsLine, isTelling, recordLines } from '../../local/record-lines';
import type { RecordStatus } from '../../workflows/contract';

const at = new Date(2026, 9, 1, 9, 5, 7);
const view: RecordStatus = {
  status: 'Exported',
  reason: '',
  reasonCode: null,
  type: 'CARD_EXPENSE_POST',
  amount: '1,234.50 USD',
  merchant: 'Grainger',
  candidates: [],
  document: 'GRAINGER BREX-77',
};
const url = 'http://localhost:8233/namespaces/default/workflows/record%2Fsandbox%2Frec_1/run';
const plain = (lines: string[]) => lines.map(stripVTControlCharacters);

describe("a record's lines", () => {
  it('say when, what became of it, how much, to whom, which record, which document, and where to see it', () => {
    const [head, page] = plain(recordLines({ at, recordId: 'rec_1', status: 'Exported', view, url }));
    expect(head).toMatch(
      /^09:05:07 {2}exported +1,234\.50 USD {2}Grainger +card expense post +rec_1 {2}→ GRAINGER BREX-77$/,
    );
    expect(page?.trim()).toBe(url);
  });

  it('give the reason in words, and the vendors to choose from', () => {
    const waiting: RecordStatus = {
      ...view,
      status: 'WaitingForVendor',
      document: null,
      reason: 'Two vendors are called Grainger.\nChoose one.',
      candidates: [
        { vendorNum: 1042, vendorId: 'GRAING', name: 'W.W. Grainger', score: 0.9, hint: 'Chicago, IL' },
      ],
    };
    const lines = plain(
      recordLines({ at, recordId: 'rec_1', status: 'WaitingForVendor', view: waiting, url }),
    );
    expect(lines[0]).toContain('waiting for approval');
    expect(lines.slice(1).map((line) => line.trim())).toEqual([
      'Two vendors are called Grainger.',
      'Choose one.',
      'vendor 1042  W.W. Grainger  Chicago, IL',
      url,
    ]);
  });

  it('are there also where the run did not say more', () => {
    const [head] = plain(recordLines({ at, recordId: 'rec_1', status: 'NeedsAttention', view: null, url }));
    expect(head).toMatch(/^09:05:07 {2}needs attention +rec_1$/);
  });

  it('are printed for what is done or waits, not for steps on the way', () => {
    expect(isTelling('Exported')).toBe(true);
    expect(isTelling('NeedsAttention')).toBe(true);
    expect(isTelling('Posting')).toBe(false);
  });
});

describe('the line of counts', () => {
  it('leaves out what there is none of', () => {
    const counts = new Map([
      ['exported', 20],
      ['on its way', 12],
    ]);
    expect(stripVTControlCharacters(countsLine(at, counts))).toBe('09:05:07  12 on its way · 20 exported');
  });
});
