import { AsyncLocalStorage } from 'node:async_hooks';

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
  readonly details: Record<string, unknown>;
  readonly exchanges: Exchange[];
  /** What people must be told now, once. */
  alert: string | null;
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
  return { summary: '', details: {}, exchanges: [], alert: null, revision: null };
}

/** Says in words what the step did, and adds facts for the auditor. Does nothing outside a step. */
export function tellAudit(summary: string, details: Record<string, unknown> = {}): void {
  const step = steps.getStore();
  if (!step) return;
  step.summary = summary;
  Object.assign(step.details, details);
}

/** Tells people at once, beside the audit trail. Does nothing outside a step. */
export function raiseAlert(words: string): void {
  const step = steps.getStore();
  if (step) step.alert = words;
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
