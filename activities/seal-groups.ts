import type { PostGroupsInput } from '../workflows/contract';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';

/**
 * Seals the connection's open groups that hold booked documents: what is booked from now on goes into others. Which
 * groups are to be posted; none where the connection leaves posting to people. Harmless to repeat.
 */
export function sealGroups({ store, connections }: ActivityDependencies) {
  return async ({ connectionId }: PostGroupsInput): Promise<readonly number[]> => {
    const { settings } = await connections.get(connectionId);
    if (settings.mode !== 'live' || !settings.posting.postGroups) {
      tellAudit('this connection leaves posting to people');
      return [];
    }
    const groups = await store.groups.seal(connectionId);
    const names = groups.map(({ groupId, periodName }) => `${groupId} (${periodName})`);
    tellAudit(names.length > 0 ? `to be posted: ${names.join(', ')}` : 'no group is to be posted');
    return groups.map(({ id }) => id);
  };
}
