import { coalesced } from '../../store/coalesced';

/** A run whose statements end when the test says so. */
function statements(heldUpMs?: number) {
  const sent: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const run = async (items: readonly string[]): Promise<string[]> => {
    sent.push(items);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (items.includes('bad')) throw new Error('the database refuses bad');
    if (items.includes('outage')) throw new Error('outage');
    return items.map((item) => item.toUpperCase());
  };
  const endNext = async () => {
    while (ends.length === 0) await new Promise(setImmediate);
    ends.shift()?.();
  };
  const isOutage = (error: unknown) => String(error).includes('outage');
  return { sent, endNext, write: coalesced(run, isOutage, heldUpMs) };
}

describe('writes that are coalesced', () => {
  it('go at once where nothing is under way', async () => {
    const { sent, endNext, write } = statements();
    const answer = write('a');
    await endNext();
    await expect(answer).resolves.toBe('A');
    expect(sent).toEqual([['a']]);
  });

  it('go together in the next statement where one is under way', async () => {
    const { sent, endNext, write } = statements();
    const first = write('a');
    await new Promise(setImmediate);
    const later = [write('b'), write('c'), write('d')];
    await endNext();
    await first;
    await endNext();
    await expect(Promise.all(later)).resolves.toEqual(['B', 'C', 'D']);
    expect(sent).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('fail alone where the database refuses one of them', async () => {
    const { sent, endNext, write } = statements();
    const answers = Promise.allSettled([write('a'), write('bad'), write('c')]);
    for (let statement = 0; statement < 4; statement += 1) await endNext();
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(sent).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  it('fail together, and are not tried one by one, in an outage', async () => {
    const { sent, endNext, write } = statements();
    const answers = Promise.allSettled([write('a'), write('outage'), write('c')]);
    await endNext();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(sent).toHaveLength(1);
  });

  it('go on after one failed', async () => {
    const { endNext, write } = statements();
    const failing = write('outage').catch(() => 'failed');
    await endNext();
    await expect(failing).resolves.toBe('failed');
    const answer = write('b');
    await endNext();
    await expect(answer).resolves.toBe('B');
  });

  it('are not held up for ever by one that is never answered', async () => {
    const { sent, endNext, write } = statements(20);
    const unanswered = write('a');
    await new Promise(setImmediate);
    const later = write('b');
    while (sent.length < 2) await new Promise(setImmediate);
    expect(sent).toEqual([['a'], ['b']]);
    await endNext();
    await endNext();
    await expect(Promise.all([unanswered, later])).resolves.toEqual(['A', 'B']);
  });
});
