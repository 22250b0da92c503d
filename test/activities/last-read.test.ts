import type { ActualDocument } from '../../accounting/document';
import { LastRead } from '../../activities/writing/last-read';
import { AsRead } from '../../epicor/as-read';

const document = { documentNumber: 'BREX-1' } as ActualDocument;

describe('what a document was last read back from', () => {
  it('serves the first write after the comparison; a later piece reads anew', () => {
    const asRead = new AsRead({ APInvHed: [] });
    const last = new LastRead();
    expect(last.note({ document, asRead })).toBe(document);
    expect(last.take(document)).toBe(asRead);
    expect(last.take(document)).toBeNull();
  });

  it('does not serve a document of another reading', () => {
    const last = new LastRead();
    last.note({ document, asRead: new AsRead({}) });
    last.note({ document: { ...document }, asRead: new AsRead({}) });
    expect(last.take(document)).toBeNull();
  });

  it('is nothing where nothing was found, or it is posted', () => {
    const last = new LastRead();
    expect(last.note(null)).toBeNull();
    expect(last.take(document)).toBeNull();
    last.note({ document, asRead: null });
    expect(last.take(document)).toBeNull();
  });
});
