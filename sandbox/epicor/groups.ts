import type { Context } from './context';
import { refuse } from './errors';
import { type Row, text } from './rows';

/** The group that a document is entered in. Refuses an unknown one and one that another user has open. */
export function openGroup(context: Context, table: 'APInvGrp' | 'GLJrnGrp', groupId: string): Row {
  const group = context.db.table(table).get(groupId);
  if (!group) throw refuse(`Group ID ${groupId} is not valid.`, table, 'GroupID');
  requireUnlocked(context, table, group);
  return group;
}

/** Refuses a group that another user has open, or that is being posted. */
export function requireUnlocked(context: Context, table: string, group: Row): void {
  const holder = text(group, 'ActiveUserID');
  if (holder !== '' && holder.toLowerCase() !== context.user.toLowerCase()) {
    throw refuse(`Group ${text(group, 'GroupID')} is in use by user ${holder}.`, table, 'ActiveUserID');
  }
  if (group.PostInProcess === true) {
    throw refuse(`Group ${text(group, 'GroupID')} is being posted.`, table, 'PostInProcess');
  }
}

/** The caller chooses the id; it must be there and fit (EPICOR.md 3.1). */
export function requireGroupId(table: string, groupId: string): void {
  if (groupId.trim() === '') throw refuse('Group ID is required.', table, 'GroupID');
  if (groupId.length > 9) throw refuse('Group ID may have at most 9 characters.', table, 'GroupID');
}
