import type { VendorCandidate } from '../accounting/vendor-matching';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { tellAudit, tellDecision } from './support/step';

export interface DecisionToRecord extends RecordKey {
  readonly decision: {
    readonly verb: string;
    /** As it was typed: signals are not checked by anybody before they arrive. */
    readonly asked: unknown;
  };
  /** False where the signal did not fit, and nothing was done. */
  readonly obeyed: boolean;
  /** Why it was not obeyed. */
  readonly why?: string;
  /** The vendors that were offered to whoever decided. */
  readonly shown?: readonly VendorCandidate[];
}

/** A record that waits for a vendor goes on doing so until it has one. */
const vendorVerbs = ['approveVendor', 'rejectVendor', 'createVendor', 'retry'];

/** Puts a person's decision into the audit trail; a parked record that is decided waits for no cause any more. */
export function recordDecision({ store }: ActivityDependencies) {
  return async ({
    connectionId,
    recordId,
    decision,
    obeyed,
    why,
    shown,
  }: DecisionToRecord): Promise<void> => {
    const { by: name, ...asked } = { by: null, ...Object(decision.asked) } as Record<string, unknown>;
    const by = typeof name === 'string' && name !== '' ? name : 'someone unnamed';
    tellDecision({ name: by, verb: decision.verb, obeyed });
    tellAudit(obeyed ? `${by} decided: ${decision.verb}` : `${decision.verb} was not obeyed: ${why}`, {
      ...asked,
      ...(shown && shown.length > 0 ? { offered: shown.map(inWords) } : {}),
    });
    if (!obeyed) return;
    await store.causes.clear({ connectionId, recordId });
    if (!vendorVerbs.includes(decision.verb)) await store.vendorQuestions.close({ connectionId, recordId });
  };
}

const inWords = ({ vendorNum, vendorId, name, score }: VendorCandidate): string =>
  `${vendorNum} ${vendorId} ${name} (${Math.round(score * 100)} %)`;
