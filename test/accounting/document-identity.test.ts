import { documentNumber, marker, recordUrl } from '../../accounting/document-identity';
import { heldBy, reasonOf, recordOf } from './support/example-records';

const bill = (invoiceNumber: string | null, id = 'accr_1') =>
  documentNumber(recordOf('BILL_EXPENSE', '80', [], { invoiceNumber, id }));

describe('the document number', () => {
  it("is the bill's own, as the vendor wrote it", () => {
    expect(heldBy(bill("  O'Neil #2026/0017-A  "))).toBe("O'Neil #2026/0017-A");
  });

  it('is made of the record id where there is no number', () => {
    expect(heldBy(bill(null))).toBe('BREX-accr_1');
    expect(heldBy(bill('  '))).toBe('BREX-accr_1');
  });

  it('has no characters that break keys or URLs where it is made, and differs for different ids', () => {
    expect(heldBy(bill(null, "a/b='"))).toBe('BREX-a.2fb.3d.27');
    expect(heldBy(bill(null, 'a.2fb'))).toBe('BREX-a.2e2fb');
    expect(heldBy(bill(null, 'é'))).toBe('BREX-.c3.a9');
  });

  it('may have fifty characters, and is refused with more, never cut', () => {
    expect(heldBy(bill('x'.repeat(50)))).toHaveLength(50);
    const reason = reasonOf(bill('x'.repeat(51)));
    expect(reason).toMatchObject({ code: 'document-number-too-long', disposition: 'park' });
    expect(reason.text).toContain('51 characters');
    expect(reasonOf(bill(null, 'i'.repeat(46))).code).toBe('document-number-too-long');
  });

  it.each([
    ['a line break', 'INV\n1'],
    ['an invisible character', 'INV\u200b1'],
    ['a broken character', 'INV\ud83d1'],
    ['an emoji', 'INV 🎂'],
  ])('is refused with %s', (_, number) => {
    expect(reasonOf(bill(number))).toMatchObject({ code: 'document-number-unsafe', disposition: 'park' });
  });
});

describe('the marker', () => {
  it('joins connection and record', () => {
    expect(marker('acme', 'accr_abc123')).toBe('acme:accr_abc123');
  });

  it('keeps to fifty characters, stably and differently for different records', () => {
    const long = (end: string) => marker('acme', `${'x'.repeat(60)}${end}`);
    expect(long('1')).toMatch(/^hash:[0-9a-f]{32}$/);
    expect(long('1')).toBe(long('1'));
    expect(long('1')).not.toBe(long('2'));
  });

  it('never changes: documents in Epicor bear it', () => {
    // FNV-1a of 128 bits, computed apart from this code
    expect(marker('a', 'x'.repeat(49))).toBe('hash:7d00ef2cf3aebbde9d058df76c5fa266');
  });

  it('has nothing that a filter or URL would trip over', () => {
    expect(marker('acme', "VXNlcg=='/#")).toBe('acme:VXNlcg.3d.3d.27.2f.23');
  });
});

describe('the link to Brex', () => {
  it('names the record', () => {
    expect(recordUrl({ id: 'a/b' })).toBe('https://dashboard.brex.com/accounting?record=a%2Fb');
  });

  it('is the page of the expense where Brex tells it, and no other address', () => {
    expect(recordUrl({ id: 'a' }, 'https://dashboard.brex.com/e/1')).toBe('https://dashboard.brex.com/e/1');
    expect(recordUrl({ id: 'a' }, 'javascript:alert(1)')).toBe(
      'https://dashboard.brex.com/accounting?record=a',
    );
  });
});
