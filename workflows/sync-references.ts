import { referenceSteps } from './activity-groups';
import type { ReferenceInput, ReferenceResult } from './contract';

/**
 * Pushes Epicor's codes to Brex: what is read from Epicor is stored, and compared with Brex by the step that writes
 * there, so that each system is called on its own queue. A refusal ends the run with its reason; the next one by
 * schedule tries again.
 */
export async function syncReferences(input: ReferenceInput): Promise<ReferenceResult> {
  const steps = referenceSteps(input.connectionId);
  const read = await steps.epicor.readChart(input);
  if (!read.ok) return refusal(read.attention);
  const pushed = await steps.brex.pushReferences(input);
  return pushed.ok ? pushed.value : refusal(pushed.attention);
}

function refusal({ text, remedy }: { text: string; remedy: string }): ReferenceResult {
  return { preview: false, fields: 0, created: 0, changed: 0, notices: [`${text} ${remedy}`] };
}
