import type { InvoiceView, JournalView } from '../../sandbox/epicor/documents';
import type { DocumentGroup } from '../../store';
import {
  type PostGroupsResult,
  postGroupsWorkflowType,
  type WakePostedResult,
  wakePostedWorkflowType,
} from '../../workflows/contract';
import { invoicesOf, journalsOf } from './booking';
import type { Stack } from './stack';

/** Settings of a connection that posts its groups; its schedules are off, so that a test says when. */
export const posting = {
  'closedPeriod: park': 'closedPeriod: park\n  postGroups: true',
  'reconciliation: 1d': 'reconciliation: 1d\n  postGroups: off\n  wakePosted: off',
};

/** The same, where Brex is told only of what is posted. */
export const reportedWhenPosted = {
  ...posting,
  'closedPeriod: park': 'closedPeriod: park\n  postGroups: true\n  markExportedWhen: posted',
};

let runs = 0;

/** Posts the connection's groups once, as its schedule would. */
export async function postGroups(stack: Stack): Promise<PostGroupsResult> {
  return (await (await startPostGroups(stack)).result()) as PostGroupsResult;
}

export function startPostGroups(stack: Stack) {
  runs += 1;
  return stack.temporal.workflow.start(postGroupsWorkflowType, {
    workflowId: `post-groups-${stack.connectionId}-${runs}`,
    taskQueue: stack.postingQueue,
    args: [{ connectionId: stack.connectionId }],
  });
}

export async function wakePosted(stack: Stack): Promise<WakePostedResult> {
  return (await (await startWakePosted(stack)).result()) as WakePostedResult;
}

export function startWakePosted(stack: Stack) {
  runs += 1;
  return stack.temporal.workflow.start(wakePostedWorkflowType, {
    workflowId: `wake-posted-${stack.connectionId}-${runs}`,
    taskQueue: stack.postingQueue,
    args: [{ connectionId: stack.connectionId }],
  });
}

/** The record's one document as it stands in Epicor. */
export function documentOf(stack: Stack, recordId: string): InvoiceView | JournalView {
  const [document, ...others] = [...invoicesOf(stack, recordId), ...journalsOf(stack, recordId)];
  if (!document || others.length > 0)
    throw new Error(`${recordId} has ${others.length + 1} documents or none`);
  return document;
}

export function invoiceOf(stack: Stack, recordId: string): InvoiceView {
  const [invoice] = invoicesOf(stack, recordId);
  if (!invoice) throw new Error(`${recordId} has no invoice`);
  return invoice;
}

/** The group's row by the id that Epicor has it under; the last one that bore it. */
export async function groupOf(stack: Stack, recordId: string): Promise<DocumentGroup> {
  const row = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId });
  const group = row?.documentGroup ? await stack.store.groups.get(row.documentGroup) : null;
  if (!group) throw new Error(`${recordId} is in no group`);
  return group;
}
