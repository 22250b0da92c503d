import { starters } from './activity-groups';
import type { DeliveryInput } from './contract';

/** Starts (or signals) one run per record of a delivery that is too large for the gateway's fifteen seconds. */
export async function fanOutDelivery(input: DeliveryInput): Promise<number> {
  const records = input.recordIds.map((recordId) => ({ recordId }));
  return starters.startRecords({ connectionId: input.connectionId, source: 'webhook', records });
}
