import { remindersDue, remindersEveryMs } from '../../accounting/approval-reminders';
import { findMerchant, waitingMerchants } from '../../accounting/waiting-merchants';

const waiting = (recordId: string, changes: object = {}) => ({
  recordId,
  merchant: 'Fastenal',
  merchantKeys: ['brex-merchant:m1', 'fastenal'],
  question: 'Which?',
  candidates: [],
  askedAt: new Date('2026-11-20T08:00:00Z'),
  remindedAt: null,
  escalatedAt: null,
  amount: '10.10',
  currency: 'USD',
  ...changes,
});

describe('records that wait for a vendor', () => {
  it('are grouped by merchant, with exact totals for each currency, the longest waiting first', () => {
    const groups = waitingMerchants([
      waiting('r1'),
      waiting('r2', { amount: '0.20', askedAt: new Date('2026-11-19T08:00:00Z') }),
      waiting('r3', { amount: '5', currency: 'CAD', merchantKeys: ['fastenal'] }),
      waiting('r4', { merchant: 'Motion', merchantKeys: ['motion'], askedAt: new Date('2026-11-18') }),
    ]);
    expect(groups).toMatchObject([
      { key: 'motion', recordIds: ['r4'] },
      {
        key: 'fastenal',
        recordIds: ['r2', 'r1', 'r3'],
        since: new Date('2026-11-19T08:00:00Z'),
        totals: [
          { amount: '10.3', currency: 'USD' },
          { amount: '5', currency: 'CAD' },
        ],
        told: '',
      },
    ]);
  });

  it('of nobody stand by themselves', () => {
    const groups = waitingMerchants([
      waiting('r1', { merchantKeys: [] }),
      waiting('r2', { merchantKeys: [] }),
    ]);
    expect(groups.map(({ key }) => key)).toEqual(['r1', 'r2']);
  });

  it.each(['fastenal', 'Fastenal', 'brex-merchant:m1', 'r2'])('are found by %s', (named) => {
    const all = [
      waiting('r1'),
      waiting('r2'),
      waiting('r3', { merchant: 'Motion', merchantKeys: ['motion'] }),
    ];
    expect(findMerchant(all, named)?.recordIds).toEqual(['r1', 'r2']);
    expect(findMerchant(all, 'nobody')).toBeUndefined();
  });

  it('say whether people were told', () => {
    const reminded = waiting('r1', { remindedAt: new Date() });
    expect(waitingMerchants([reminded])[0]?.told).toBe('reminded');
    expect(waitingMerchants([reminded, waiting('r2', { escalatedAt: new Date() })])[0]?.told).toBe(
      'escalated',
    );
  });
});

describe('reminders', () => {
  it('are due as the connection says, and as usual where it says nothing', () => {
    expect(remindersDue({ remindAfter: '2h', escalateAfter: 'off' })).toEqual({
      reminder: 7_200_000,
      escalation: null,
    });
    expect(remindersDue(undefined)).toEqual({ reminder: 86_400_000, escalation: 259_200_000 });
  });

  it.each([
    ['1d', '3d', 3_600_000],
    ['2h', 'off', 1_800_000],
    ['off', '1m', 60_000],
    ['off', 'off', null],
  ] as const)('after %s and %s are looked for every %s ms', (remindAfter, escalateAfter, every) => {
    expect(remindersEveryMs({ remindAfter, escalateAfter })).toBe(every);
  });
});
