import { readAuditHeads, type Store } from '../store';

export interface VerifyOptions {
  /** Default: every connection. */
  readonly connectionId?: string;
  readonly headsFile: string;
  readonly say: (line: string) => void;
}

/**
 * Recomputes each connection's hash chain, and looks up every head that was published outside the database: a
 * changed or removed event breaks the chain, a cut-off end is missing from it. True where nothing was found.
 */
export async function verifyAudit(
  store: Store,
  { connectionId, headsFile, say }: VerifyOptions,
): Promise<boolean> {
  const known = (await store.connections.list()).map(({ settings }) => settings.id);
  const published = await readAuditHeads(headsFile);
  let fine = true;
  for (const id of known.filter((each) => connectionId === undefined || each === connectionId)) {
    const broken = await store.audit.firstBroken(id);
    const heads = published.filter((head) => head.connectionId === id);
    const missing = await firstMissing(store, id, heads);
    const head = await store.audit.head(id);
    if (broken !== null)
      say(
        `${id}: event ${broken} does not follow from the one before: it was changed, or one before it was removed.`,
      );
    if (missing)
      say(
        `${id}: event ${missing.id}, published on ${missing.at}, is not in the trail as it was: the end of the trail was cut off or rewritten.`,
      );
    if (broken === null && !missing)
      say(`${id}: unbroken up to event ${head?.id ?? 0}; ${heads.length} published heads found in it.`);
    fine &&= broken === null && !missing;
  }
  if (published.length === 0)
    say(`No published heads in ${headsFile}: an end that was cut off would not show.`);
  return fine;
}

async function firstMissing<T extends { id: number; hash: string }>(
  store: Store,
  connectionId: string,
  heads: readonly T[],
): Promise<T | null> {
  for (const head of heads) if ((await store.audit.hashOf(connectionId, head.id)) !== head.hash) return head;
  return null;
}
