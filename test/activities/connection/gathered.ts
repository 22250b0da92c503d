import type { Patience } from '../../../activities/connection/batches';

/** Long enough for what a test asks for in one breath. */
export const inOneBreath: Patience = async ({ waitedMs }) => 5 - waitedMs;

export const ids = (count: number, prefix = 'accr_'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** What each promise came to: its value, or the kind of its error. */
export async function outcomes(promises: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) =>
    one.status === 'fulfilled' ? one.value : ((one.reason as { kind?: string }).kind ?? one.reason),
  );
}
