import { attentionFrom, isRefusal, retryable } from '../../activities/support/failures';
import { BrexError } from '../../brex';
import { EpicorError, type EpicorErrorFacts } from '../../epicor';

const epicor = (facts: Partial<EpicorErrorFacts>): EpicorError =>
  new EpicorError({ kind: 'transient', message: 'We apologize.', service: 'S', method: 'GetByID', ...facts });

describe('a failure of Epicor that should pass', () => {
  const inside = epicor({ status: 500, correlationId: 'c-1' });

  it('is tried again for about an hour, then shown with its correlation id', () => {
    expect(attentionFrom(inside, 13)).toBeNull();
    expect(attentionFrom(inside, 14)).toMatchObject({
      code: 'epicor-failing',
      disposition: 'park',
      text: expect.stringContaining('c-1'),
    });
  });

  it.each([
    ['502 of a gateway', epicor({ status: 502 })],
    ['no answer at all', epicor({})],
    ['a lost answer of a write', epicor({ kind: 'lost-answer', status: 500, correlationId: 'c-1' })],
  ])('never parks as an outage: %s', (_, error) => {
    expect(attentionFrom(error, 1000)).toBeNull();
  });
});

describe('a document that is too long', () => {
  it('saved nothing, and waits with what to change', () => {
    const error = epicor({ kind: 'too-large', status: 413 });
    expect(isRefusal(error)).toBe(true);
    expect(attentionFrom(error, 1)).toMatchObject({
      code: 'epicor-refused',
      remedy: expect.stringContaining('invoiceSave'),
    });
  });
});

describe('the pause before a step is tried again', () => {
  const brex = (retryAfterMs: number | null) =>
    retryable(new BrexError({ kind: 'transient', message: '503', method: 'GET', path: '/', retryAfterMs }));

  it('is the one that Brex asks for', () => {
    expect(brex(90_000).nextRetryDelay).toBe(90_000);
  });

  it.each([0, null])(
    'is left to the retry policy where Brex asks for none (%s): it grows',
    (retryAfterMs) => {
      expect(brex(retryAfterMs).nextRetryDelay).toBeUndefined();
    },
  );
});
