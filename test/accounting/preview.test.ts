import { ruled } from '../../accounting/attention';
import { planDocument } from '../../accounting/document-plan';
import { type Findings, previewOf } from '../../accounting/preview';
import { previewText } from '../../accounting/preview-text';
import { heldBy, line, recordOf, settingsWith, snapshotOf } from './support/example-records';

const nothingFound: Findings = {
  groupId: 'BREX2610',
  vendor: null,
  question: null,
  accountNames: new Map([['6200|00|000', 'Office supplies']]),
  checks: [],
};
const atIssuer = settingsWith({
  types: { CARD_EXPENSE_POST: { vendor: 'card-issuer' }, CARD_EXPENSE_REFUND: { vendor: 'card-issuer' } },
});

function preview(type: string, lines: Parameters<typeof recordOf>[2], findings: Partial<Findings> = {}) {
  const snapshot = snapshotOf(recordOf(type, '80', lines));
  const planned = planDocument(snapshot, atIssuer);
  return previewOf('acme', snapshot, planned, { ...nothingFound, ...findings }, []);
}

const spend = [line('a', 'DEBIT', '80', '6200'), line('b', 'CREDIT', '80', '2110')];
const refund = [line('a', 'CREDIT', '80', '6200'), line('b', 'DEBIT', '80', '2110')];

describe('a preview', () => {
  it('shows the credits of a debit memo as credits, though they are entered positive', () => {
    const { document } = preview('CARD_EXPENSE_REFUND', refund);
    expect(document).toMatchObject({
      kind: 'ap-debit-memo',
      total: '80.00 USD',
      lines: [{ side: 'Cr', amount: '80', account: '6200|00|000', accountName: 'Office supplies' }],
    });
  });

  it('says what stays open at the vendor', () => {
    expect(previewText(preview('CARD_EXPENSE_POST', spend)).join('\n')).toContain(
      'total 80.00 USD: to be paid',
    );
    expect(previewText(preview('CARD_EXPENSE_REFUND', refund)).join('\n')).toContain(
      'total 80.00 USD: to be credited',
    );
  });

  it('names a problem before the question of the vendor, and both with what mends them', () => {
    const question = { code: 'vendor-none', disposition: 'park', text: 'Who?', remedy: 'Choose.' } as const;
    const closed = {
      code: 'closed-period',
      disposition: 'park',
      text: 'Closed.',
      remedy: 'Open it.',
    } as const;
    const asked = { question: { attention: question, candidates: [] } };
    expect(preview('CARD_EXPENSE_POST', spend, asked)).toMatchObject({
      outcome: 'would-ask-for-a-vendor',
      verdict: 'would ask for a vendor. Who?',
    });
    const both = preview('CARD_EXPENSE_POST', spend, {
      ...asked,
      checks: [{ what: 'the date is open', result: 'failed', attention: closed }],
    });
    expect(both).toMatchObject({ outcome: 'would-not-be-booked', verdict: 'would not be booked. Closed.' });
    expect(previewText(both)).toEqual(
      expect.arrayContaining(['  What mends it: Open it.', '  What mends it: Choose.']),
    );
  });

  it('of a record that cannot be planned has the reason and no document', () => {
    const made = preview('CARD_EXPENSE_POST', [line('a', 'DEBIT', '80', null)]);
    expect(made).toMatchObject({ outcome: 'would-not-be-booked', document: null });
    expect(made.problems.map(({ code, disposition }) => `${disposition} ${code}`)).toEqual([
      'return unmapped-value',
    ]);
  });

  it('is bounded: of very many lines it shows two hundred and counts the others', () => {
    const many = Array.from({ length: 450 }, (_, index) => line(`l${index}`, 'DEBIT', '1', '6200'));
    const snapshot = snapshotOf(recordOf('CARD_EXPENSE_POST', '450', many));
    const plan = heldBy(planDocument(snapshot, settingsWith()));
    const made = previewOf('acme', snapshot, ruled(plan), nothingFound, []);
    expect(made.document?.lines).toHaveLength(200);
    expect(made.document?.linesLeftOut).toBe(251);
    expect(previewText(made)).toContain('  and 251 more lines');
  });
});
