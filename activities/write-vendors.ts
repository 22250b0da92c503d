import { activityInfo } from '@temporalio/activity';
import type { AlignmentStep } from '../accounting/vendor-alignment';
import { type RefusedStep, stepsInOrder } from '../store';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';
import { withVendorRights } from './support/vendor-rights';
import { carryOut } from './writing/brex-vendor-steps';

export interface WriteVendorsInput {
  readonly connectionId: string;
  readonly digest: string;
  /** Also what a person had to see first. */
  readonly waiting: boolean;
}

export interface VendorsWritten {
  readonly outcome: 'going-on' | 'done' | 'off' | 'plan-changed';
  readonly written: number;
  readonly refused: number;
}

/** So many steps by one activity: its audit entry stays readable, and a new worker takes over soon. */
const stepsPerBatch = 100;

/** Carries out the next steps of the stored plan, each once: the plan counts them. */
export function writeVendors({ store, connections }: ActivityDependencies) {
  return async ({ connectionId, digest, waiting }: WriteVendorsInput): Promise<VendorsWritten> => {
    const connected = await connections.get(connectionId);
    const stored = await store.vendorAlignment.plan(connectionId);
    const written: string[] = [];
    const refused: RefusedStep[] = [];
    const end = (outcome: VendorsWritten['outcome']): VendorsWritten => {
      tellAudit(`${written.length} vendors aligned, ${refused.length} refused`, { written, refused });
      return { outcome, written: written.length, refused: refused.length };
    };
    if (stored?.plan.digest !== digest) return end('plan-changed');
    const { plan, plannedAt, done } = stored;
    const steps = waiting ? stepsInOrder(plan) : plan.steps;
    const batch = steps.slice(done, done + stepsPerBatch);
    for (const [at, step] of batch.entries()) {
      const result = await withVendorRights(store, connected, async () => ({
        refusal: await carryOut(step, {
          connectionId,
          brex: connected.brex,
          partners: store.vendorPartners,
          planned: `${digest} ${plannedAt.toISOString()}`,
          again: at === 0 && activityInfo().attempt > 1,
        }),
      }));
      if (!result) return end('off');
      if (result.refusal) refused.push(result.refusal);
      else written.push(inWords(step));
      if (!(await store.vendorAlignment.advance(connectionId, digest, done + at, result.refusal)))
        return end('plan-changed');
    }
    return end(done + batch.length < steps.length ? 'going-on' : 'done');
  };
}

function inWords(step: AlignmentStep): string {
  if (step.kind === 'create-in-brex') return `created ${step.name} for vendor ${step.vendorNum}`;
  if (step.kind === 'link') return `joined ${step.brexVendorId} and vendor ${step.vendorNum} (${step.rule})`;
  return `changed ${Object.keys(step.change).join(', ')} of ${step.brexVendorId} for vendor ${step.vendorNum}`;
}
