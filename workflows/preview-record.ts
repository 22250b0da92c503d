import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { previewText } from '../accounting/preview-text';
import { previewers } from './activity-groups';
import type { PreviewResult, RecordInput } from './contract';
import { inFence } from './run-view';

/**
 * What a record would become, for the person who asks (`brex-kinetic preview`): in any state and mode, by reading
 * only. The record's own run knows nothing of it.
 */
export async function previewRecord(input: RecordInput): Promise<PreviewResult> {
  const { reads, plans } = previewers(input.connectionId);
  const previewId = workflowInfo().runId;
  if (!(await reads.readForPreview({ ...input, previewId }))) return null;
  const preview = await plans.previewDocument({ ...input, previewId });
  setCurrentDetails(inFence(previewText(preview)));
  return preview;
}
