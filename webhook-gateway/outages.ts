import { NamespaceNotFoundError, ServiceError } from '@temporalio/client';
import type { Budget } from './budget';
import { Outage } from './refusal';

const networkCodes = /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;
/** Connection exceptions, resources exhausted, server shutting down or starting (PostgreSQL, appendix A). */
const sqlStates = /^(08...|53...|57P0.)$/;
const poolWords = /connection terminated|timeout exceeded when trying to connect|connection error/i;

/** Asks PostgreSQL within the budget; throws `Outage` where it is not reached, other errors as they are. */
export async function askStore<T>(budget: Budget, ask: () => Promise<T>): Promise<T> {
  try {
    return await budget.within('PostgreSQL', ask());
  } catch (error) {
    throw isDatabaseOutage(error) ? new Outage('PostgreSQL', error) : error;
  }
}

/** Asks Temporal within the budget; whatever the server or the way to it refuses is an `Outage`. */
export async function askTemporal<T>(budget: Budget, ask: () => Promise<T>): Promise<T> {
  try {
    return await budget.within('Temporal', ask());
  } catch (error) {
    const refused = error instanceof ServiceError || error instanceof NamespaceNotFoundError || isGrpc(error);
    throw refused ? new Outage('Temporal', error) : error;
  }
}

function isDatabaseOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || error instanceof Outage) return false;
  const { code, message, errors, cause } = error as {
    code?: unknown;
    message?: unknown;
    errors?: unknown;
    cause?: unknown;
  };
  if (typeof code === 'string' && (networkCodes.test(code) || sqlStates.test(code))) return true;
  if (typeof message === 'string' && poolWords.test(message)) return true;
  // A name with several addresses fails with one error per address.
  if (Array.isArray(errors) && errors.some(isDatabaseOutage)) return true;
  return isDatabaseOutage(cause);
}

/** An error of the gRPC layer itself, as calls of the raw service throw it. */
function isGrpc(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'details' in error && 'metadata' in error;
}
