/** So long nothing may change. */
const patienceMs = 90_000;

/** Waits until so many are counted, as long as their number still changes. */
export async function untilCounted(
  what: string,
  wanted: number,
  count: () => Promise<number>,
): Promise<void> {
  let last = -1;
  let changedAt = Date.now();
  for (;;) {
    const now = await count();
    if (now === wanted) return;
    if (now !== last) changedAt = Date.now();
    if (Date.now() - changedAt > patienceMs)
      throw new Error(`waited in vain until ${what}: ${now} of ${wanted}`);
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
