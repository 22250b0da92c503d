import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Attention } from '../../accounting/attention';
import { ledgerStates } from '../../accounting/ledger-states';
import { BrexError } from '../../brex';
import { EpicorError } from '../../epicor';
import { LedgerConflict } from '../../store';
import { ledgerMovedOn } from '../../workflows/contract';

/**
 * A reply that nobody can read is asked for this often before a person is told, at short and even pauses: a proxy's
 * page passes within the half minute that this takes, a changed contract does not pass at all.
 */
export const unreadableAttempts = 6;
const unreadablePauseMs = 5_000;

/** A refusal that should pass by itself is met this often, over some minutes, before a person is told. */
const stubbornAttempts = 8;

/** Epicor itself fails inside on a read so often, over about an hour, before a person is told. */
const failingAttempts = 14;

/** A question that Epicor asks before a save is sent (PreUpdate) is tried this often: many pass by themselves. */
const unansweredAttempts = 4;

/**
 * A group that someone has open in Epicor is tried again at even pauses before a person is told: a quarter of
 * `epicor.settle` each, so some minutes with its default. People look into a group and leave it.
 */
const groupAttempts = 12;

/** Epicor takes nothing into the group, since someone has it open. */
export class GroupInUse extends Error {
  override readonly name = 'GroupInUse';

  constructor(
    readonly groupId: string,
    readonly holder: string,
    readonly settleMs: number,
  ) {
    super(`group ${groupId} is in use in Epicor by ${holder}`);
  }
}

/**
 * What a failed step becomes for Temporal: retried, with the pause that the other side asks for. What
 * must not be retried is not thrown but returned as a reason (`attentionFrom`).
 */
export function retryable(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof BrexError || error instanceof EpicorError) {
    return ApplicationFailure.create({
      message: error.message,
      type: `${error.name}.${error.kind}`,
      // a date that is past asks for no wait: that would be no pause at all, for as long as the other side is down
      nextRetryDelay: error.retryAfterMs || (error.kind === 'bad-reply' ? unreadablePauseMs : undefined),
      // what is expected to pass is no alarm
      category: benignKinds.includes(error.kind) ? ApplicationFailureCategory.BENIGN : undefined,
      cause: error,
    });
  }
  if (error instanceof GroupInUse) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.name,
      nextRetryDelay: Math.max(error.settleMs / 4, 250),
      category: ApplicationFailureCategory.BENIGN,
    });
  }
  if (error instanceof LedgerConflict) {
    // no retry of the step changes the state: whoever began it looks at the record again
    if (ledgerStates.some((state) => state === error.found))
      return ApplicationFailure.create({ message: error.message, type: ledgerMovedOn, nonRetryable: true });
    return ApplicationFailure.create({
      message: error.message,
      type: 'LedgerConflict',
      cause: error,
      nextRetryDelay: '5 seconds',
    });
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  return ApplicationFailure.create({ message: cause.message, type: cause.name, cause });
}

const benignKinds: readonly string[] = ['transient', 'rate-limited', 'lost-answer', 'concurrent'];

/** The call was held back because its credentials do not work; benign, and tried again after `delayMs`. */
export function held(system: string, reason: string, delayMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: `${system} is on hold for this connection: ${reason}`,
    type: 'ConnectionHeld',
    nextRetryDelay: delayMs,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** The call was made with credentials that were replaced meanwhile; the clients are made anew within seconds. */
export function outdated(system: string): ApplicationFailure {
  return ApplicationFailure.create({
    message: `the credentials of ${system} were replaced meanwhile`,
    type: 'OutdatedCredentials',
    nextRetryDelay: '6 seconds',
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** A write whose answer was lost: the next attempt looks it up, after it had time to commit. */
export function lostAnswer(message: string, settleMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    message,
    type: 'LostAnswer',
    nextRetryDelay: settleMs,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/**
 * The reason, in words, where a refusal of Epicor or Brex must be seen by a person; null where trying again may
 * help. `attempt` counts from 1: a reply that cannot be read is asked for a few times first.
 */
export function attentionFrom(error: unknown, attempt: number): Attention | null {
  if (error instanceof EpicorError) return fromEpicor(error, attempt);
  if (error instanceof BrexError) return fromBrex(error, attempt);
  if (error instanceof GroupInUse) return attempt < groupAttempts ? null : groupInUse(error);
  return null;
}

function groupInUse({ groupId, holder }: GroupInUse): Attention {
  return {
    code: 'group-in-use',
    disposition: 'park',
    text: `Group ${groupId} is open in Epicor by ${holder}, so that nothing can be entered into it.`,
    remedy: `Ask ${holder} to leave the group (or unlock it in Epicor), then retry.`,
    cause: `group:${groupId}`,
  };
}

/** Whether Epicor refused a call for a reason of its own; then nothing was saved. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof EpicorError &&
    ['business', 'duplicate', 'denied', 'not-found', 'too-large'].includes(error.kind)
  );
}

function fromEpicor(error: EpicorError, attempt: number): Attention | null {
  const said = `Epicor says: "${error.said}"${error.correlationId ? ` (correlation id ${error.correlationId})` : ''}`;
  switch (error.kind) {
    case 'not-saved':
      return attempt < unansweredAttempts ? null : asksSomething(said);
    case 'business':
    case 'duplicate':
    case 'not-found':
      return {
        code: 'epicor-refused',
        disposition: 'park',
        text: `Epicor refused the document. ${said}`,
        remedy: 'Correct what Epicor names, then retry; or return the record to Brex to be recoded.',
      };
    case 'denied':
      return {
        code: 'epicor-denied',
        disposition: 'park',
        text: `The integration user may not use ${error.service}.${error.method}. ${said}`,
        remedy:
          'Ask the Epicor administrator to allow it for the user and the access scope of the API key, then retry.',
      };
    case 'concurrent':
      return attempt < stubbornAttempts
        ? null
        : {
            code: 'epicor-refused',
            disposition: 'park',
            text: `Epicor keeps refusing the document as being changed by someone else. ${said}`,
            remedy: 'See who has the document or its group open in Epicor, then retry.',
          };
    case 'too-large':
      return {
        code: 'epicor-refused',
        disposition: 'park',
        text: `The document is longer than Epicor, or a gateway before it, takes at once. ${said}`,
        remedy:
          'Have the limit of request bodies raised; where the connection file has invoiceSave: single, set it to auto, so that the lines go in pieces. Then retry.',
      };
    case 'transient':
      // an outage answers 502 to 504 or nothing, and passes; a 500 with an id is a fault inside
      return error.status === 500 && error.correlationId && attempt >= failingAttempts ? failing(said) : null;
    case 'bad-reply':
      return attempt < unreadableAttempts ? null : unreadable('Epicor', error.message, attempt);
    default:
      return null;
  }
}

function failing(said: string): Attention {
  return {
    code: 'epicor-failing',
    disposition: 'park',
    text: `Epicor keeps failing inside while it is asked about the document. ${said}`,
    remedy:
      'Give the correlation id to the Epicor administrator, who finds the cause in the server’s log; then retry.',
  };
}

function asksSomething(said: string): Attention {
  return {
    code: 'epicor-refused',
    disposition: 'park',
    text: `Epicor asks a question instead of saving. ${said}`,
    remedy: 'Have the question settled in Epicor (a warning that its set-up can turn off), then retry.',
  };
}

function fromBrex(error: BrexError, attempt: number): Attention | null {
  if (error.errorCode === 'INTEGRATION_NOT_ACTIVE') return disconnected;
  switch (error.kind) {
    case 'denied':
    case 'invalid':
    case 'conflict':
    case 'duplicate':
      return {
        code: 'brex-refused',
        disposition: 'park',
        text: `Brex refused the request: ${error.message}`,
        remedy: 'Check the scopes of the Brex token and the record in Brex, then retry.',
      };
    case 'not-ready':
    case 'not-found':
    case 'unconfirmed':
      return attempt < stubbornAttempts
        ? null
        : {
            code: 'brex-refused',
            disposition: 'park',
            text: `Brex shows the record as ready, but takes no report of it: ${error.message}`,
            remedy: 'Ask the support of Brex with this trace id, then retry.',
          };
    case 'bad-reply':
      return attempt < unreadableAttempts ? null : unreadable('Brex', error.message, attempt);
    default:
      return null;
  }
}

/** Somebody disconnected it in Brex or by our command; BREX.md 2.2. */
const disconnected: Attention = {
  code: 'integration-disconnected',
  disposition: 'park',
  text: 'The Epicor integration in Brex is disconnected, so Brex takes no report.',
  remedy: 'Connect it again with "brex-kinetic integration reactivate" and the name of the connection.',
  cause: 'integration',
};

function unreadable(system: string, message: string, attempt: number): Attention {
  return {
    code: 'unreadable-reply',
    disposition: 'park',
    text: `${system} still answers with something that cannot be read, after ${attempt} attempts: ${message}`,
    remedy: `Give the trace id to ${system}'s support; retry when it is mended.`,
  };
}
