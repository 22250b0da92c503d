import DataLoader from 'dataloader';
import { isDatabaseUnavailable } from './database';

/** A statement whose answer takes longer, on a connection that is dead perhaps, is not waited for any more. */
const longestHeldUpMs = 2_000;

/** More would make one statement long and the next ones wait for it. */
const mostAtOnce = 100;

/**
 * Turns single statements into common ones: what comes while one is under way goes into the next one together,
 * so that a burst costs few round trips and a lone caller waits for nobody. `run` answers for each item in order;
 * where it fails as a whole and not for an outage, each item is tried alone, so that one that the database refuses
 * does not take the others with it.
 */
export function coalesced<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  isOutage: (error: unknown) => boolean = isDatabaseUnavailable,
  heldUpMs = longestHeldUpMs,
): (item: T) => Promise<R> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<T, R>(
    (items) => {
      const answers = together(run, isOutage, items);
      underWay = answers;
      return answers;
    },
    {
      cache: false,
      maxBatchSize: mostAtOnce,
      batchScheduleFn: (dispatch) => void orHeldUp(underWay, heldUpMs).then(dispatch),
    },
  );
  return (item) => loader.load(item);
}

/** The same for what has no answer. */
export function coalescedWrites<T>(
  run: (items: readonly T[]) => Promise<unknown>,
): (item: T) => Promise<void> {
  return coalesced(async (items) => {
    await run(items);
    return items.map(() => undefined);
  });
}

function orHeldUp(underWay: Promise<unknown>, ms: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const heldUp = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([underWay, heldUp]).finally(() => clearTimeout(timer));
}

async function together<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  isOutage: (error: unknown) => boolean,
  items: readonly T[],
): Promise<(R | Error)[]> {
  try {
    return [...(await run(items))];
  } catch (error) {
    if (items.length === 1 || isOutage(error)) return items.map(() => asError(error));
    return Promise.all(items.map((item) => run([item]).then(onlyOne, asError)));
  }
}

function onlyOne<R>([answer]: readonly R[]): R {
  return answer as R;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
