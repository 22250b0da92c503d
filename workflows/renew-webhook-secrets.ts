import { continueAsNew, setHandler, sleep } from '@temporalio/workflow';
import { secretsReaders } from './activity-groups';
import { secretsWantedSignal, type WebhookSecretsInput } from './contract';

/** Forged deliveries ask as well: Brex is asked this often at most. */
const pause = '20 seconds';

/**
 * Fetches the secrets that sign webhooks after a delivery bore a signature of none that is known; the gateway
 * refuses it meanwhile, and Brex sends it again. Whoever asks during the pause is served after it.
 */
export async function renewWebhookSecrets(input: WebhookSecretsInput): Promise<void> {
  let wanted = false;
  setHandler(secretsWantedSignal, () => {
    wanted = true;
  });
  // what was asked for up to here is answered by this reading
  wanted = false;
  await secretsReaders(input.connectionId).refreshWebhookSecrets(input);
  await sleep(pause);
  if (wanted) await continueAsNew<typeof renewWebhookSecrets>(input);
}
