import {
  secretsWantedSignal,
  webhookSecretsStartOptions,
  webhookSecretsWorkflowType,
} from '../workflows/contract';
import type { Budget } from './budget';
import { askTemporal } from './outages';
import type { GatewayDependencies } from './ports';

/** Says that a delivery bears a signature of no known secret. */
export type SecretsWanted = (connectionId: string, budget: Budget) => Promise<void>;

/** Forged deliveries must not become as many signals. */
const saidEveryMs = 5_000;

/**
 * Lets a workflow fetch the secrets anew: the gateway has no credentials of Brex. By the time that Brex sends the
 * delivery again they are there, if it was Brex who sent it.
 */
export function secretsWanted({ temporal, taskQueue }: GatewayDependencies): SecretsWanted {
  const saidAt = new Map<string, number>();
  return async (connectionId, budget) => {
    const now = Date.now();
    if (now - (saidAt.get(connectionId) ?? 0) < saidEveryMs) return;
    await askTemporal(budget, () =>
      temporal.connection.withDeadline(budget.deadline, () =>
        temporal.workflow.signalWithStart(webhookSecretsWorkflowType, {
          ...webhookSecretsStartOptions({ connectionId }, taskQueue),
          signal: secretsWantedSignal,
          signalArgs: [],
        }),
      ),
    );
    saidAt.set(connectionId, now);
  };
}
