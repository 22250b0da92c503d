import { randomUUID } from 'node:crypto';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { previewText } from '../accounting/preview-text';
import * as contract from '../workflows/contract';

export interface PreviewCommand {
  readonly json: boolean;
  readonly taskQueue: string;
  readonly say: (line: string) => void;
}

/**
 * Prints the document that a record would become, in whatever state the record is. The worker plans it, since it has
 * the clients; nothing is written in either system. False where there is nothing to show, which is then said.
 */
export async function printPreview(
  client: Client,
  record: contract.RecordInput,
  { json, taskQueue, say }: PreviewCommand,
): Promise<boolean> {
  try {
    const preview: contract.PreviewResult = await client.workflow.execute(contract.previewWorkflowType, {
      ...contract.previewStartOptions(record, randomUUID(), taskQueue),
    });
    if (!preview) {
      say(`Brex has no record ${record.recordId}.`);
      return false;
    }
    if (json) say(JSON.stringify(preview, null, 2));
    else for (const line of previewText(preview)) say(line);
    return true;
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    say(`The preview could not be made: ${reasonOf(error)}`);
    return false;
  }
}

/** What the step that failed said last; a run that no worker took up says nothing. */
function reasonOf({ cause }: WorkflowFailedError): string {
  const failed = cause instanceof ActivityFailure ? cause.cause : cause;
  if (failed instanceof ApplicationFailure) return failed.message;
  const last = failed?.cause;
  if (last instanceof ApplicationFailure) return last.message;
  return 'no worker answered in time. Is one running, for this connection?';
}
