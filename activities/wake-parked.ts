import { mirrorKey } from '../accounting/reference-data';
import { EpicorError } from '../epicor';
import type { ParkedCause, WokenBy } from '../store';
import type { Connected } from './connection/connection-clients';
import { causeParts, causeWentAt, settingCauses } from './polling/causes';
import type { ActivityDependencies } from './support/dependencies';
import { dismissAudit, tellAudit } from './support/step';
import { wakeRecord } from './support/wake-record';
import { foreseenGroupId, groupKind, groupsOf } from './writing/groups';

export interface WakeRequest {
  readonly connectionId: string;
  /**
   * Causes that are gone, as the caller knows ("mapping:department"); one that ends with a colon stands for all that
   * begin so. Left out: every cause that a parked record waits for is looked at.
   */
  readonly causes?: readonly string[];
}

/** The settings that records which wait for one were last woken for. */
const revisionCursor = 'woken-for-revision';

/**
 * Wakes the parked records whose cause is gone: an account that appeared, a period that Epicor says is open, a
 * mapping that was imported (ARCHITECTURE, "Parking"). A record is woken once for one end of its cause; what it
 * then finds is its own affair. Returns how many were woken.
 */
export function wakeParked(deps: ActivityDependencies) {
  return async ({ connectionId, causes }: WakeRequest): Promise<number> => {
    if (causes) await deps.store.causes.gone(connectionId, causes);
    else await noteNewSettings(deps, connectionId);
    const connected = await deps.connections.get(connectionId);
    // in preview nothing would come of them, and no group is even drafted to ask about a date
    if (connected.settings.mode === 'preview') {
      dismissAudit();
      return 0;
    }
    const parked = (await deps.store.causes.list(connectionId)).filter(
      ({ cause }) => !causes || causes.some((gone) => isMeant(gone, cause)),
    );
    const look = lookAt(deps, connected);
    const woken: ParkedCause[] = [];
    for (const waiting of parked) {
      const by = await look(waiting);
      if (by === null) continue;
      await wakeRecord(deps, waiting);
      await deps.store.causes.woken(waiting, waiting.cause, by);
      woken.push(waiting);
    }
    if (woken.length === 0) dismissAudit();
    tellAudit(`${woken.length} waiting records woken`, {
      causes: [...new Set(woken.map(({ cause }) => cause))],
      records: woken.map(({ recordId }) => recordId).slice(0, mostTold),
    });
    return woken.length;
  };
}

const mostTold = 100;

const isMeant = (gone: string, cause: string): boolean =>
  cause === gone || (gone.endsWith(':') && cause.startsWith(gone));

/** A connection file that was applied again may have brought what records wait for. */
async function noteNewSettings({ store }: ActivityDependencies, connectionId: string): Promise<void> {
  const revision = String((await store.connections.get(connectionId))?.revision ?? '');
  const known = await store.cursors.get(connectionId, revisionCursor);
  if (known === revision) return;
  if (known !== null) await store.causes.gone(connectionId, settingCauses);
  await store.cursors.set(connectionId, revisionCursor, revision);
}

/**
 * By what a cause is known to be gone since the record began to wait for it, or was last woken; null where it lasts.
 * Each period is asked once.
 */
function lookAt(deps: ActivityDependencies, connected: Connected) {
  const { store } = deps;
  const { settings, epicor, accounts } = connected;
  const asked = new Map<string, Promise<boolean>>();
  const once = (question: string, ask: () => Promise<boolean>): Promise<boolean> => {
    const answer = asked.get(question) ?? ask();
    asked.set(question, answer);
    return answer;
  };

  /** What Epicor is asked about has no date: a record is woken by its yes once, until it has said no again. */
  const said = async (waiting: ParkedCause, answer: Promise<boolean>): Promise<WokenBy | null> => {
    const yes = await answer;
    if (waiting.wokenBy !== 'epicor') return yes ? 'epicor' : null;
    if (!yes) await store.causes.takenBack(waiting, waiting.cause);
    return null;
  };

  const periodIsOpen = async (waiting: ParkedCause, date: string): Promise<boolean> => {
    const plan = await store.drafts.plan(waiting);
    if (!plan) return false;
    const group = await foreseenGroupId(store, connected, { ...plan, applyDate: date });
    const groups = groupsOf(connected, groupKind(plan));
    return once(`period ${group}`, () => orNo(() => groups.checkDate(group, date)));
  };
  const orderIsClosed = async (poNum: string): Promise<boolean> => {
    const { loadedAt } = await store.mirrors.state(settings.id, 'orders');
    const key = mirrorKey(Number(poNum));
    return loadedAt !== null && !(await store.mirrors.find(settings.id, 'orders', [key])).has(key);
  };
  const isTaken = async (account: string): Promise<boolean> =>
    (await accounts.hasDynamicSegments()) &&
    orNo(() => epicor.accounts.validate(settings.mapping.coaCode, account, today()));

  return async (waiting: ParkedCause): Promise<WokenBy | null> => {
    const wentAt = await causeWentAt(store, settings, waiting.cause);
    if (wentAt !== null && wentAt > (waiting.wokenAt ?? waiting.since)) return 'told';
    const [kind, what] = causeParts(waiting.cause);
    switch (kind) {
      case 'period':
        return said(waiting, periodIsOpen(waiting, what));
      case 'po':
        return said(waiting, orderIsClosed(what));
      case 'account':
        return said(
          waiting,
          once(`account ${what}`, () => isTaken(what)),
        );
      default:
        return null;
    }
  };
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** Epicor's no, or its refusal to be asked, leaves the record to its daily look. */
async function orNo(ask: () => Promise<{ readonly ok: boolean }>): Promise<boolean> {
  try {
    return (await ask()).ok;
  } catch (error) {
    if (error instanceof EpicorError && ['denied', 'not-found', 'business', 'bad-reply'].includes(error.kind))
      return false;
    throw error;
  }
}
