import { z } from 'zod';
import { textColumn } from './columns';
import type { EntitySet } from './entity-sets';
import { EpicorError } from './errors';
import { eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';

const select = z.object({ GroupID: textColumn });

/** Where plain reads of an entity set may fail with these on large tenants (EPICOR.md 2.6). */
const unreadableSet = new Set([400, 500, 501]);

/** Whether a group exists; false also where its entity set cannot be read, since creating it then tells. */
export async function groupExists(http: EpicorHttp, set: EntitySet, groupId: string): Promise<boolean> {
  try {
    const rows = await readFew(http, set, { select, filter: eq('GroupID', groupId) });
    return rows.length > 0;
  } catch (error) {
    if (error instanceof EpicorError && unreadableSet.has(error.status ?? 0)) return false;
    throw error;
  }
}

/** Runs `create`; false where another worker created the same group meanwhile (EPICOR.md 3.1). */
export async function createdUnlessThere(create: () => Promise<void>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (error instanceof EpicorError && error.kind === 'duplicate') return false;
    throw error;
  }
}
