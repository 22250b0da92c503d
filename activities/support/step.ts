import { AsyncLocalStorage } from 'node:async_hooks';
import { heartbeat } from '@temporalio/activity';

/** One HTTP exchange as the clients tell of it. */
export interface Exchange {
  readonly system: 'brex' | 'epicor';
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  readonly traceId: string | null;
  readonly outcome: 'ok' | 'error' | 'lost';
}

/** What one step tells the audit trail, beside its outcome. */
export interface Step {
  summary: string;
  /** A person, where the step carries out what one decided; else the activity itself. */
  decidedBy?: { readonly name: string; readonly verb: string; readonly obeyed: boolean };
  /** What somebody should look after though the step succeeded. */
  alert?: string;
  readonly details: Record<string, unknown>;
  readonly exchanges: Exchange[];
  /** How far a long step has come; every heartbeat carries it. */
  progress?: unknown;
  /** It found nothing to do: where it succeeded so, the audit trail need not know. */
  idle?: boolean;
  /** Of the connection's settings and secrets that the step worked with; null where it used none. */
  revision: number | null;
}

const steps = new AsyncLocalStorage<Step>();

/** Runs `body` as one step: what it and the clients it uses tell is collected in `step`. */
export function runStep<T>(step: Step, body: () => Promise<T>): Promise<T> {
  return steps.run(step, body);
}

/** The step under way, for whoever carries out a part of it later; null outside a step. */
export function currentStep(): Step | null {
  return steps.getStore() ?? null;
}

/** Runs a call that several steps share: each of them tells of its exchanges. */
export async function onBehalfOf<T>(sharing: readonly (Step | null)[], call: () => Promise<T>): Promise<T> {
  const shared = newStep();
  try {
    return await steps.run(shared, call);
  } finally {
    for (const step of new Set(sharing)) step?.exchanges.push(...shared.exchanges);
  }
}

export function newStep(): Step {
  return { summary: '', details: {}, exchanges: [], revision: null };
}

/** Says in words what the step did, and adds facts for the auditor. Does nothing outside a step. */
export function tellAudit(summary: string, details: Record<string, unknown> = {}): void {
  const step = steps.getStore();
  if (!step) return;
  step.summary = summary;
  Object.assign(step.details, details);
}

/** Says in words what somebody should look after: in the audit trail, and as an error in the log. */
export function tellAlert(words: string, details: Record<string, unknown> = {}): void {
  tellAudit(words, details);
  const step = steps.getStore();
  if (step) step.alert = words;
}

/** Says that the step found nothing to do, so that a success of it is no entry in the audit trail. */
export function dismissAudit(): void {
  const step = steps.getStore();
  if (step) step.idle = true;
}

/** Says how far the step has come: its next attempt finds it in `activityInfo().heartbeatDetails`. */
export function tellProgress(progress: unknown): void {
  const step = steps.getStore();
  if (step) step.progress = progress;
  heartbeat(progress);
}

/** Says that this step is a person's decision. Who decided is only a claim: signals carry no identity. */
export function tellDecision(decidedBy: NonNullable<Step['decidedBy']>): void {
  const step = steps.getStore();
  if (step) step.decidedBy = decidedBy;
}

/** Called where a step takes a connection's clients. */
export function noteRevision(revision: number): void {
  const step = steps.getStore();
  if (step) step.revision = revision;
}

/** Called by the clients after every HTTP exchange. */
export function noteExchange(exchange: Exchange): void {
  steps.getStore()?.exchanges.push(exchange);
}
