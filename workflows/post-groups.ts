import { sleep } from '@temporalio/workflow';
import { posters, sweepers } from './activity-groups';
import type { PostGroupsInput, PostGroupsResult } from './contract';

/** How long a run looks after one group; a later run goes on where it ended. */
const mostWaitMs = 2 * 60 * 60_000;
const firstPauseMs = 500;
const longestPauseMs = 5 * 60_000;

/**
 * Posts the groups of a connection (DOCUMENTS.md, "Groups"): open → sealed → posted. What a group is at is in our
 * database, so that a run that ends anywhere is gone on with by the next one; what cannot be posted stays, and is
 * told to people.
 */
export async function postGroups({ connectionId }: PostGroupsInput): Promise<PostGroupsResult> {
  const { sealGroups } = posters(connectionId).ours;
  const groups = await sealGroups({ connectionId });
  let posted = 0;
  for (const group of groups) if (await postOne(connectionId, group)) posted += 1;
  if (posted > 0) await sweepers(connectionId).wakePosted({ connectionId });
  return { groups: groups.length, posted };
}

async function postOne(connectionId: string, group: number): Promise<boolean> {
  const { postGroup } = posters(connectionId).epicor;
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; waitedMs < mostWaitMs; waitedMs += pauseMs) {
    const step = await postGroup({ connectionId, group });
    if (step.posted) return true;
    if (step.waitMs === null) return false;
    pauseMs = Math.min(Math.max(step.waitMs, pauseMs * 2), longestPauseMs);
    await sleep(pauseMs, { summary: 'Epicor is posting the group' });
  }
  return false;
}
