import { z } from 'zod';
import type { FoundGroup } from './api';
import { dateColumn, flagColumn, int64Column, textColumn } from './columns';
import type { EntitySet } from './entity-sets';
import { EpicorError } from './errors';
import { eq } from './filter';
import type { EpicorHttp } from './http';
import { readFew } from './odata';
import type { Service } from './service';

/** What is read of APInvGrp and GLJrnGrp alike (EPICOR.md 3.1, 4). */
const commonColumns = {
  GroupID: z.string(),
  ActiveUserID: textColumn,
  PostErrorLog: textColumn,
  SysRevID: int64Column,
};
export const invoiceGroupColumns = z.object({
  ...commonColumns,
  ApplyDate: dateColumn,
  PostInProcess: flagColumn,
});
export const journalGroupColumns = z.object({
  ...commonColumns,
  JEDate: dateColumn,
  CurrencyCode: textColumn,
  BookID: textColumn,
});

type GroupRow = z.output<typeof invoiceGroupColumns> | z.output<typeof journalGroupColumns>;

/** Where plain reads of an entity set may fail with these on large tenants (EPICOR.md 2.6). */
const unreadableSet = new Set([400, 500, 501]);

/**
 * A group by its id, or null. By its entity set, since GetByID and GetRows may lock what they read (EPICOR.md 3.1
 * names lock-free variants); by GetByID where the set cannot be read.
 */
export async function findGroup<S extends z.ZodRawShape>(
  http: EpicorHttp,
  service: Service,
  set: EntitySet,
  columns: z.ZodObject<S>,
  groupId: string,
): Promise<z.output<z.ZodObject<S>> | null> {
  try {
    const rows = await readFew(http, set, { select: columns, filter: eq('GroupID', groupId) });
    return rows[0] ?? null;
  } catch (error) {
    if (!(error instanceof EpicorError) || !unreadableSet.has(error.status ?? 0)) throw error;
    const ds = await service.getByKey('GetByID', { groupID: groupId });
    return ds && service.read('GetByID', columns, service.first('GetByID', ds, set.table));
  }
}

export function toFoundGroup(row: GroupRow): FoundGroup {
  return {
    groupId: row.GroupID,
    date: 'ApplyDate' in row ? row.ApplyDate : row.JEDate,
    currency: 'CurrencyCode' in row ? row.CurrencyCode || null : null,
    bookId: 'BookID' in row ? row.BookID || null : null,
    heldBy: row.ActiveUserID === '' ? null : row.ActiveUserID,
    isPosting: 'PostInProcess' in row && row.PostInProcess,
    postErrors: row.PostErrorLog.trim(),
    sysRevId: row.SysRevID,
  };
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
