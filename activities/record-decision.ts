import type { ActivityDependencies, RecordKey } from './dependencies';
import { tellAudit, tellDecision } from './step';

export interface DecisionToRecord extends RecordKey {
  readonly decision: {
    readonly verb: string;
    readonly asked: { readonly by?: string; readonly note?: string };
  };
  /** False where the signal came when it did not fit, and nothing was done. */
  readonly obeyed: boolean;
}

/** Puts a person's decision into the audit trail; a parked record that is decided waits for no cause any more. */
export function recordDecision({ store }: ActivityDependencies) {
  return async ({ connectionId, recordId, decision, obeyed }: DecisionToRecord): Promise<void> => {
    const { by = 'someone unnamed', ...asked } = decision.asked;
    tellDecision({ name: by, verb: decision.verb, obeyed });
    tellAudit(
      obeyed
        ? `${by} decided: ${decision.verb}`
        : `${decision.verb} came when it did not fit; nothing was done`,
      asked,
    );
    if (obeyed) await store.causes.clear({ connectionId, recordId });
  };
}
