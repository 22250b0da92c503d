import { mostUnattendedChanges } from '../../accounting/vendor-alignment';
import type { Store } from '../../store';
import type { VendorPlanCounts } from '../../workflows/contract';
import type { Connected } from '../connection/connection-clients';
import { tellAlert, tellAudit } from '../support/step';

/** Subject of the notice in `brex-kinetic status`. */
const notice = 'vendor-plan-waits';

/**
 * Whether a plan would change more vendors in Brex than a run may that nobody asked for: a list of thousands that
 * was imported into Epicor overnight, or a column that was filled by mistake, is looked at by a person first. If so,
 * people are told; else they are told no more.
 */
export async function tooManyChanges(
  store: Store,
  { settings }: Connected,
  { createInBrex, updateInBrex }: VendorPlanCounts,
): Promise<boolean> {
  const { id } = settings;
  const most = mostUnattendedChanges(settings);
  if (createInBrex + updateInBrex <= most) {
    await planWaitsNoMore(store, id);
    return false;
  }
  const words = `${createInBrex} vendors would be created and ${updateInBrex} changed in Brex, more than the ${most} that a scheduled run may (vendors.mostUnattendedChanges). Nothing was written. See brex-kinetic vendors plan -c ${id}; carry it out with vendors apply.`;
  const told = (await store.notices.open(id)).find(({ subject }) => subject === notice);
  if (told?.message === words) tellAudit(words);
  else {
    await planWaitsNoMore(store, id);
    await store.notices.raise(id, notice, words);
    tellAlert(words);
  }
  return true;
}

/** A person applied the plan, or it has become small enough. */
export async function planWaitsNoMore(store: Store, connectionId: string): Promise<void> {
  await store.notices.settle(connectionId, notice);
}
