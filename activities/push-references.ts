import { type Ruling, ruled } from '../accounting/attention';
import { countsInWords, type FieldPlan, missingSegments, noticesOf } from '../accounting/reference-plan';
import { planReferences } from '../clients';
import type { ReferenceInput, ReferenceResult } from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import { NoticeBoard } from './polling/notices';
import { FieldPush, type Pushed, pushSeconds } from './references/field-push';
import type { ActivityDependencies } from './support/dependencies';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';

/** So many notices fit a history; all of them are in the audit trail. */
const mostNotices = 20;

/**
 * Makes the fields and values in Brex say what Epicor's chart says (BREX.md 2.6). What is ours is known by what was
 * given before; nothing that a person made in Brex is touched. In preview it only says what it would do.
 */
export function pushReferences({ store, connections }: ActivityDependencies) {
  return ({ connectionId }: ReferenceInput): Promise<Ruling<ReferenceResult>> =>
    ruling(async () => {
      const connected = await connections.get(connectionId);
      const read = await store.references.chart(connectionId);
      if (!read) throw new Error(`the chart of connection ${connectionId} was not read yet`);
      const preview = connected.settings.mode === 'preview';
      const plan = () => planReferences(read.chart, { ...connected, store });
      const { plans, done } = preview
        ? { plans: await plan(), done: [] }
        : await alone(store, connectionId, async () => {
            const plans = await plan();
            return { plans, done: await pushAll(plans, connected, store) };
          });
      await tellRenamed(store, connectionId, plans);
      const notices = [
        ...missingSegments(read.chart, connected.settings.mapping),
        ...noticesOf(plans),
        ...done.flatMap((each) => each.notices),
      ];
      const result = preview ? foreseen(plans) : sumOf(done);
      tellAudit(inWords(result, preview), { notices });
      return ruled({ ...result, preview, notices: notices.slice(0, mostNotices) });
    });
}

/** A renamed field is a quiet change of every coding: it stands among the notices until the file is corrected. */
async function tellRenamed(
  store: ActivityDependencies['store'],
  connectionId: string,
  plans: readonly FieldPlan[],
): Promise<void> {
  const board = new NoticeBoard(store, connectionId);
  for (const { match } of plans) {
    const subject = `renamed-field:${match.segment.number}`;
    if (match.kind === 'not-ours' && match.renamed) await board.raise(subject, match.notice);
    else await board.settle(subject);
  }
}

async function pushAll(
  plans: readonly FieldPlan[],
  connected: Connected,
  store: ActivityDependencies['store'],
): Promise<Pushed[]> {
  const push = new FieldPush(connected, store);
  const done: Pushed[] = [];
  for (const plan of plans) done.push(await push.apply(plan));
  return done;
}

/** One that a person asked for may come beside one by schedule: the second waits for the first to end. */
async function alone<T>(
  store: ActivityDependencies['store'],
  connectionId: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!(await store.references.beginPush(connectionId, pushSeconds)))
    throw new Error('another push of this connection to Brex is under way');
  try {
    return await work();
  } finally {
    await store.references.endPush(connectionId);
  }
}

type Counts = Omit<ReferenceResult, 'preview' | 'notices'>;

function foreseen(plans: readonly FieldPlan[]): Counts {
  const wanted = plans.filter(({ match }) => match.kind !== 'not-ours');
  return {
    fields: wanted.filter(({ match }) => match.kind === 'new').length,
    created: wanted.reduce((sum, { values }) => sum + (values?.created.length ?? 0), 0),
    changed: wanted.reduce((sum, { values }) => sum + (values?.changed.length ?? 0), 0),
  };
}

function sumOf(done: readonly Pushed[]): Counts {
  return {
    fields: done.filter(({ madeField }) => madeField).length,
    created: done.reduce((sum, { created }) => sum + created, 0),
    changed: done.reduce((sum, { changed }) => sum + changed, 0),
  };
}

function inWords(counts: Counts, preview: boolean): string {
  const said = countsInWords(counts);
  if (said === '') return 'Brex has what Epicor has: nothing to push';
  return preview ? `preview: would be ${said} in Brex` : `${said} in Brex`;
}
