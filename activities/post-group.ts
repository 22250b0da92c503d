import pLimit from 'p-limit';
import { durationMs } from '../accounting/connection-file';
import type { EpicorKey } from '../accounting/document';
import { epicorRefusedToPost, type GroupMember, objectionsTo } from '../accounting/posting-check';
import { compareDocument, type Difference } from '../accounting/read-back';
import { EpicorError, type FoundGroup, type UnpostedDocument } from '../epicor';
import type { DocumentGroup, LedgerRow } from '../store';
import type { GroupToPost, PostingStep } from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { isRefusal } from './support/failures';
import { readDocument } from './support/read-document';
import { tellAlert, tellAudit } from './support/step';
import { groupsOf, holderOf } from './writing/groups';

/** Documents read back at once: each call holds a licence. */
const atOnce = 4;

/** A task that Epicor took is given this long before it is taken for lost. */
const patienceMs = 60 * 60_000;

/**
 * Takes a sealed group one step towards being posted (EPICOR.md 3.8, 4): checks it, submits it, or looks what became
 * of it. Before it is submitted that is noted, so that whoever comes after a killed worker looks first. Submitting
 * twice is idle: Epicor posts a document once, and a group that was posted is gone with its id.
 */
export function postGroup(deps: ActivityDependencies) {
  return async ({ connectionId, group: id }: GroupToPost): Promise<PostingStep> => {
    const group = await deps.store.groups.get(id);
    if (!group || group.state === 'posted') return { posted: true, waitMs: null };
    const connected = await deps.connections.get(connectionId);
    if (connected.settings.mode !== 'live') return later(deps, group, 'the connection is in preview');
    const found = await groupsOf(connected, group.kind).find(group.groupId);
    const documents = found ? await documentsIn(connected, group) : [];
    if (!found) return posted(deps, group, found);
    // one that is on its way is not in the list yet
    const unfinished = await deps.store.groups.unfinished(group.id);
    if (documents.length === 0 && unfinished.length === 0) return posted(deps, group, found);
    if (group.state === 'posting') {
      const step = await outcome(deps, connected, group, found);
      if (step) return step;
    }
    const objections = await objectionsNow(deps, connected, group, found, documents, unfinished);
    if (objections.length > 0) return later(deps, group, objections.join('. '));
    return submit(deps, connected, group, found);
  };
}

function documentsIn({ epicor }: Connected, { kind, groupId }: DocumentGroup): Promise<UnpostedDocument[]> {
  return kind === 'journal' ? epicor.unposted.journals(groupId) : epicor.unposted.invoices(groupId);
}

async function posted(
  { store }: ActivityDependencies,
  group: DocumentGroup,
  found: FoundGroup | null,
): Promise<PostingStep> {
  await store.groups.posted(group.id);
  const by = group.submittedAt ? '' : ', by people';
  tellAudit(`group ${group.groupId} of ${group.periodName} is ${found ? 'empty' : 'posted'}${by}`);
  return { posted: true, waitMs: null };
}

/** What became of a group that was, or may have been, submitted; null where it is to be submitted (again). */
async function outcome(
  deps: ActivityDependencies,
  { settings }: Connected,
  group: DocumentGroup,
  found: FoundGroup,
): Promise<PostingStep | null> {
  if (found.isPosting) return wait(group);
  const dealtWith = BigInt(found.sysRevId) > BigInt(group.submittedRev ?? '0');
  if (found.postErrors !== '' && dealtWith) return later(deps, group, epicorRefusedToPost(found.postErrors));
  const sinceMs = Date.now() - (group.submittedAt?.getTime() ?? 0);
  if (group.answered && sinceMs < patienceMs) return wait(group);
  if (group.answered)
    return later(
      deps,
      group,
      `Epicor took the task ${Math.round(sinceMs / 60_000)} minutes ago and has not begun it: see whether its system agent is running`,
    );
  // the answer was lost, or the worker died before it came: the task may still arrive
  if (sinceMs < durationMs(settings.epicor.settle)) return wait(group);
  await deps.store.groups.again(group.id);
  return null;
}

function wait({ groupId }: DocumentGroup): PostingStep {
  tellAudit(`group ${groupId} is with Epicor`);
  return { posted: false, waitMs: 0 };
}

/** The group stays as it is until the next time; people are told why, and alerted once. */
async function later(
  { store }: ActivityDependencies,
  group: DocumentGroup,
  why: string,
): Promise<PostingStep> {
  const problem = `Group ${group.groupId} (${group.periodName}) was not posted. ${why}.`;
  const { news } = await store.groups.troubled(group.id, problem);
  if (news) tellAlert(problem);
  else tellAudit(problem);
  return { posted: false, waitMs: null };
}

// ── before it is submitted ──

async function objectionsNow(
  deps: ActivityDependencies,
  connected: Connected,
  group: DocumentGroup,
  found: FoundGroup,
  documents: readonly UnpostedDocument[],
  unfinished: readonly string[],
): Promise<string[]> {
  const holder = holderOf(found, connected.settings);
  if (holder) return [`It is open in Epicor by ${holder}`];
  if (unfinished.length > 0) return [`Not finished: ${unfinished.map((id) => `record ${id}`).join(', ')}`];
  const limit = pLimit(atOnce);
  const members = await Promise.all(
    documents.map((document) => limit(() => memberOf(deps, connected, group.connectionId, document))),
  );
  const ours = objectionsTo(members);
  if (ours.length > 0) return ours;
  const said = await groupsOf(connected, group.kind).objections(group.groupId);
  return said.map(epicorRefusedToPost);
}

async function memberOf(
  { store }: ActivityDependencies,
  connected: Connected,
  connectionId: string,
  document: UnpostedDocument,
): Promise<GroupMember> {
  const row = await store.ledger.findByEpicorKey(connectionId, document.key, document.marker);
  const ours = row?.connectionId === connectionId ? row : null;
  return {
    name: nameOf(document.key),
    marker: document.marker,
    enteredBy: document.enteredBy,
    held: document.held,
    record: ours,
    differences: ours ? await differencesOf(store, connected, ours, document.key) : [],
  };
}

async function differencesOf(
  store: ActivityDependencies['store'],
  connected: Connected,
  row: LedgerRow,
  key: EpicorKey,
): Promise<Difference[]> {
  const plan = await store.drafts.plan(row);
  const actual = await readDocument(connected, key, row.marker);
  return plan && actual ? compareDocument(plan, actual, row.vendorNum) : [];
}

// ── submitting ──

async function submit(
  deps: ActivityDependencies,
  connected: Connected,
  group: DocumentGroup,
  found: FoundGroup,
): Promise<PostingStep> {
  const { store } = deps;
  // another worker may be at it
  if (!(await store.groups.submitting(group.id, found.sysRevId))) return wait(group);
  try {
    const agent = connected.settings.epicor.taskAgent ?? '';
    const said = await groupsOf(connected, group.kind).post(group.groupId, agent);
    if (said.trim() !== '') return later(deps, group, epicorRefusedToPost(said));
    await store.groups.submitted(group.id);
  } catch (error) {
    // nobody knows whether it arrived: it is looked for once it had time to
    if (error instanceof EpicorError && error.kind === 'lost-answer')
      return { posted: false, waitMs: durationMs(connected.settings.epicor.settle) };
    // nothing began
    if (isRefusal(error) && error instanceof EpicorError)
      return later(deps, group, epicorRefusedToPost(error.said));
    await store.groups.again(group.id);
    throw error;
  }
  tellAudit(`group ${group.groupId} of ${group.periodName} was submitted for posting`);
  return { posted: false, waitMs: 0 };
}
