import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { executeChild, sleep } from '@temporalio/workflow';
import { vendorAligners } from './activity-groups';
import {
  type AlignVendorsInput,
  alignmentOptions,
  type ScheduledInput,
  type VendorsAligned,
} from './contract';

/** Pauses before a scheduled run tries again to have its turn. */
const firstPauseMs = 5_000;
const longestPauseMs = 600_000;

/**
 * What the schedule starts: the alignment as a child, under the one id that a connection's runs have, so that it
 * never runs beside one that a person asked for. Where such a one is under way, it waits for its end.
 */
export async function alignVendorsBySchedule({ connectionId }: ScheduledInput): Promise<VendorsAligned> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await executeChild(alignVendors, alignmentOptions({ connectionId }));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      await sleep(pause, { summary: 'somebody has vendors aligned at this moment' });
    }
  }
}

/**
 * Makes Epicor's vendors and Brex's payables directory tell the same. Each run reads both, plans, and writes what it
 * may: before a person applied the first plan nothing but what people approved one by one, then by itself what is
 * safe, unless that is more than the connection lets it. The lists and the plan stay in our store; a second run finds nothing left to do.
 */
export async function alignVendors(input: AlignVendorsInput): Promise<VendorsAligned> {
  const { connectionId } = input;
  const { brex, epicor } = vendorAligners(connectionId);
  const nothing = { digest: null, counts: null, written: 0, created: 0, refused: 0 };
  const { vendors } = await epicor.readEpicorVendors({ connectionId });
  if (vendors === null) return { ...nothing, outcome: 'off' };
  const planned = await brex.planVendors(input);
  if (planned.outcome === 'off') return { ...nothing, outcome: 'off' };

  const { digest, counts, mayWrite } = planned;
  const told = { ...nothing, digest, counts };
  if (mayWrite === 'nothing') return { ...told, outcome: planned.outcome };
  const { created, refused } =
    counts.createInEpicor > 0
      ? await epicor.createEpicorVendors({ connectionId, digest })
      : { created: 0, refused: 0 };
  if (mayWrite === 'approved') {
    const aligned = planned.outcome === 'planned' && created > 0;
    return { ...told, created, refused, outcome: aligned ? 'aligned' : planned.outcome };
  }

  let written = 0;
  let refusals = refused;
  for (;;) {
    const batch = await brex.writeVendors({ connectionId, digest, waiting: mayWrite === 'all' });
    written += batch.written;
    refusals += batch.refused;
    if (batch.outcome === 'going-on') continue;
    const outcome = batch.outcome === 'done' ? 'aligned' : batch.outcome;
    return { ...told, created, written, refused: refusals, outcome };
  }
}
