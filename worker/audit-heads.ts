import type { Logger } from 'pino';
import { appendAuditHead, auditHeadsFile, type Store } from '../store';

/** At most so much of a trail's end could be cut off unseen. */
const everyMs = 60_000;

/**
 * Publishes the head of each connection's audit trail, once a minute while it grows: a log line and a line in the
 * file of heads. The chain shows a change in the middle; only a head kept elsewhere shows that the end is missing.
 */
export function publishAuditHeads(
  store: Store,
  log: Logger,
  file = auditHeadsFile(),
): { stop(): Promise<void> } {
  const published = new Map<string, number>();
  const publish = async (): Promise<void> => {
    for (const { settings } of await store.connections.list()) {
      const head = await store.audit.head(settings.id);
      if (!head || published.get(settings.id) === head.id) continue;
      await appendAuditHead(file, { at: new Date().toISOString(), connectionId: settings.id, ...head });
      log.info({ connection: settings.id, event: head.id, hash: head.hash }, 'head of the audit trail');
      published.set(settings.id, head.id);
    }
  };
  const tried = (): Promise<void> =>
    publish().catch((error: unknown) =>
      log.error({ problem: String(error) }, 'the head of the audit trail could not be published'),
    );
  const timer = setInterval(() => void tried(), everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await tried();
    },
  };
}
