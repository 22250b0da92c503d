import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuditHead } from './types';

/** The head of a connection's audit trail as it was published at one moment. */
export interface PublishedHead extends AuditHead {
  readonly at: string;
  readonly connectionId: string;
}

/**
 * Where heads are published, a JSON line each: BREX_KINETIC_AUDIT_HEADS, else audit-heads.jsonl in the data
 * folder. Keep it where whoever may write to the database may not: that is what makes a cut tail show.
 */
export function auditHeadsFile(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env.BREX_KINETIC_AUDIT_HEADS || path.join(env.BREX_KINETIC_DATA || '.data', 'audit-heads.jsonl');
}

export async function appendAuditHead(file: string, head: PublishedHead): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await appendFile(file, `${JSON.stringify(head)}\n`);
}

/** Every published head, oldest first; none where there is no file. A half-written last line is left out. */
export async function readAuditHeads(file: string): Promise<PublishedHead[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PublishedHead);
}
