import { Batches } from '../../../activities/connection/batches';
import { patienceFor } from '../../../activities/connection/patience';
import { newStep, noteExchange, onBehalfOf, runStep } from '../../../activities/support/step';

/** Batches of texts, each answered in capitals. */
function capitals(options: { most?: number; waitMs?: number } = {}) {
  const sent: string[][] = [];
  const batches = new Batches<string, string>({
    most: options.most ?? 100,
    patience: async ({ waitedMs }) => (options.waitMs ?? 5) - waitedMs,
    send: async (asked) => {
      sent.push(asked.map(({ item }) => item));
      return asked.map(({ item }) => (item === 'bad' ? new Error('no such text') : item.toUpperCase()));
    },
  });
  return { batches, sent };
}

const long = 60_000;

describe('what steps ask for at about the same time', () => {
  it('goes together, and each gets its own answer', async () => {
    const { batches, sent } = capitals();
    expect(await Promise.all(['a', 'b', 'c'].map((text) => batches.ask(text)))).toEqual(['A', 'B', 'C']);
    expect(sent).toEqual([['a', 'b', 'c']]);
  });

  it('goes at once where the batch is full, however long others would be waited for', async () => {
    const { batches, sent } = capitals({ most: 2, waitMs: long });
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => batches.ask(text)));
    expect(sent).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('is not spoiled by one that has no answer', async () => {
    const { batches } = capitals();
    const answers = await Promise.allSettled(['a', 'bad', 'c'].map((text) => batches.ask(text)));
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: 'A' },
      { status: 'rejected', reason: { message: 'no such text' } },
      { status: 'fulfilled', value: 'C' },
    ]);
  });

  it('is asked for anew by whoever asks after it was sent', async () => {
    let answer: (texts: string[]) => void = () => undefined;
    const sent: string[][] = [];
    const batches = new Batches<string, string>({
      most: 10,
      patience: async () => 0,
      send: (asked) => {
        sent.push(asked.map(({ item }) => item));
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    const first = batches.ask('a');
    while (sent.length < 1) await new Promise(setImmediate);
    const answerFirst = answer;
    const second = batches.ask('a');
    while (sent.length < 2) await new Promise(setImmediate);
    answer(['new']);
    answerFirst(['old']);
    expect(await Promise.all([first, second])).toEqual(['old', 'new']);
  });

  it('is told of by each step that asked, and by no other', async () => {
    const batches = new Batches<string, string>({
      most: 10,
      patience: async () => 0,
      send: (asked) =>
        onBehalfOf(
          asked.map(({ step }) => step),
          async () => {
            noteExchange({
              system: 'brex',
              method: 'GET',
              path: '/all',
              status: 200,
              ms: 1,
              traceId: '7',
              outcome: 'ok',
            });
            return asked.map(({ item }) => item);
          },
        ),
    });
    const steps = [newStep(), newStep()];
    const bystander = newStep();
    await Promise.all([
      ...steps.map((step, index) => runStep(step, () => batches.ask(String(index)))),
      runStep(bystander, async () => undefined),
    ]);
    expect(steps.map(({ exchanges }) => exchanges.map(({ traceId }) => traceId))).toEqual([['7'], ['7']]);
    expect(bystander.exchanges).toEqual([]);
  });
});

describe('a batch', () => {
  const onTheirWay = (...counts: number[]) =>
    patienceFor({
      shortestMs: 10,
      eachMs: 100,
      longestMs: 1_000,
      enough: 2,
      others: async () => counts.shift() ?? 0,
    });
  const full = { joined: 2, quietMs: 0 };
  const small = { joined: 1, quietMs: 0 };

  it('goes at once where nothing else is on its way', async () => {
    expect(await onTheirWay(0)({ ...small, waitedMs: 12 })).toBeLessThanOrEqual(0);
  });

  it('gives those of the same moment a few milliseconds', async () => {
    expect(await onTheirWay(0)({ ...small, waitedMs: 4 })).toBe(6);
  });

  it('waits the longer the more are on their way, and looks again meanwhile', async () => {
    const patience = onTheirWay(1, 1, 50, 50);
    expect(await patience({ ...full, waitedMs: 10 })).toBe(90);
    expect(await patience({ ...full, waitedMs: 100 })).toBeLessThanOrEqual(0);
    expect(await patience({ ...full, waitedMs: 100 })).toBe(250);
    expect(await patience({ ...full, waitedMs: 1_000 })).toBeLessThanOrEqual(0);
  });

  it('that is still small waits longer, where many others are on their way', async () => {
    const patience = onTheirWay(50, 12);
    expect(await patience({ ...small, waitedMs: 1_000 })).toBe(250);
    expect(await patience({ ...small, waitedMs: 1_200 })).toBeLessThanOrEqual(0);
    expect(await patience({ ...small, waitedMs: 5_000 })).toBeLessThanOrEqual(0);
  });

  it('goes where none has joined for long, whatever is said to be on its way', async () => {
    expect(await onTheirWay(50)({ ...small, waitedMs: 1_000, quietMs: 1_000 })).toBeLessThanOrEqual(0);
  });

  it('goes where those on their way cannot be counted', async () => {
    const patience = patienceFor({
      shortestMs: 10,
      eachMs: 100,
      longestMs: 1_000,
      enough: 2,
      others: () => Promise.reject(new Error('the database is down')),
    });
    expect(await patience({ ...small, waitedMs: 10 })).toBeLessThanOrEqual(0);
  });
});
