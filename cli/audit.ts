import type { AuditEvent, Store } from '../store';

/** Prints a record's whole story, oldest first: who did what, with which outcome, and the two systems' trace ids. */
export async function printAudit(
  store: Store,
  recordId: string,
  connectionId: string | null,
  say: (line: string) => void,
): Promise<boolean> {
  const story = await store.audit.story(connectionId, recordId);
  if (story.length === 0) {
    say(`There is no audit entry of record ${recordId}.`);
    return false;
  }
  for (const event of story) for (const line of linesOf(event)) say(line);
  return true;
}

function linesOf(event: AuditEvent): string[] {
  const who =
    event.actor.kind === 'activity'
      ? ''
      : ` by ${event.actor.kind} ${event.actor.name}${event.actor.claimed ? ' (claimed)' : ''}`;
  const attempt = event.attempt && event.attempt > 1 ? ` attempt ${event.attempt}` : '';
  const traces = [
    event.brexTraceId ? `Brex trace ${event.brexTraceId}` : '',
    event.epicorCorrelationId ? `Epicor correlation ${event.epicorCorrelationId}` : '',
  ].filter(Boolean);
  return [
    `${event.at.toISOString()}  ${event.step.padEnd(16)} ${event.outcome.padEnd(8)}${who}${attempt}  ${event.summary}`,
    ...Object.entries(event.details ?? {})
      .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => `    ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    ...(traces.length > 0 ? [`    ${traces.join(', ')}`] : []),
  ];
}
