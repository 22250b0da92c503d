import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  ActivityInterceptors,
  Next,
} from '@temporalio/worker';
import { newStep, retryable, runStep, type Step } from '../activities';
import { BrexError } from '../brex';
import { EpicorError } from '../epicor';
import { ConnectionHold, type HoldOptions, KnownHolds } from './connection-hold';

/** Well within the heartbeat timeout of workflows/activity-groups.ts. */
const beatMs = 5_000;

/** What every step's input begins with. */
interface About {
  readonly connectionId: string;
  readonly recordId?: string;
}

/**
 * Around every activity: credentials that do not work hold the connection's system instead of each record, every
 * attempt goes to the audit trail, and errors become failures that Temporal retries with the right pause.
 */
export function stepInterceptor(options: HoldOptions): (context: Context) => ActivityInterceptors {
  const holds = new KnownHolds(options.store);
  return (context) => ({ inbound: new StepInterceptor(options, holds, context) });
}

class StepInterceptor implements ActivityInboundCallsInterceptor {
  constructor(
    private readonly options: HoldOptions,
    private readonly holds: KnownHolds,
    private readonly context: Context,
  ) {}

  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    const about = input.args[0] as About;
    const hold = ConnectionHold.of(this.options, this.holds, about.connectionId, this.context.info.taskQueue);
    await hold?.check();
    const step = newStep();
    const beating = setInterval(() => this.context.heartbeat(step.progress), beatMs);
    try {
      const result = await runStep(step, () => next(input));
      await hold?.passed();
      if (!step.idle) await this.audit(about, step, null);
      return result;
    } catch (error) {
      await this.audit(about, step, error);
      throw (await hold?.failed(error, step)) ?? retryable(error);
    } finally {
      clearInterval(beating);
    }
  }

  private async audit(about: About, step: Step, error: unknown): Promise<void> {
    const { activityType, attempt, workflowExecution } = this.context.info;
    const decided = step.decidedBy;
    await this.options.store.audit.append({
      connectionId: about.connectionId,
      recordId: about.recordId ?? null,
      actor: decided
        ? { kind: 'signal', name: decided.name, claimed: true }
        : { kind: 'activity', name: activityType },
      step: decided?.verb ?? activityType,
      attempt,
      outcome: error
        ? isExpected(error)
          ? 'waiting'
          : 'failed'
        : decided?.obeyed === false
          ? 'ignored'
          : step.alert
            ? 'waiting'
            : 'ok',
      summary: error ? messageOf(error) : step.summary,
      details: {
        ...step.details,
        calls: step.exchanges.map(
          ({ system, method, path, status }) => `${system} ${method} ${path} ${status ?? 'no answer'}`,
        ),
      },
      brexTraceId: error instanceof BrexError ? (error.traceId ?? undefined) : lastTrace(step, 'brex'),
      epicorCorrelationId:
        error instanceof EpicorError ? (error.correlationId ?? undefined) : lastTrace(step, 'epicor'),
      workflowId: workflowExecution?.workflowId,
      runId: workflowExecution?.runId,
    });
    if (step.alert) this.options.log.error(about, step.alert);
    if (error)
      this.options.log.warn(
        { step: activityType, attempt, ...about, problem: messageOf(error) },
        'step did not succeed',
      );
  }
}

function isExpected(error: unknown): boolean {
  return (
    error instanceof ApplicationFailure && (error.type === 'LostAnswer' || error.type === 'ConnectionHeld')
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lastTrace(step: Step, system: 'brex' | 'epicor'): string | undefined {
  return step.exchanges.filter((exchange) => exchange.system === system).at(-1)?.traceId ?? undefined;
}
