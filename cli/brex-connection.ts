import { BrexError } from '../brex';
import type { Store } from '../store';
import { type OpenConnection as Connection, openConnection } from './open-connection';

/** A stored connection with its systems, for a command about its side in Brex. */
export interface OpenConnection extends Connection {
  /** Takes one line for people. */
  readonly say: (line: string) => void;
}

/** A command that Brex did not carry out; the message says what to do. */
export class BrexCommandFailed extends Error {
  override readonly name = 'BrexCommandFailed';
}

/** Runs `body` with a connection of this store; Brex's refusals become words with a remedy. */
export async function withConnection<T>(
  store: Store,
  connectionId: string,
  say: (line: string) => void,
  body: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  try {
    return await openConnection(store, connectionId, (connection) => body({ ...connection, say }));
  } catch (error) {
    if (error instanceof BrexError) throw new BrexCommandFailed(`${error.message}. ${remedyOf(error)}`);
    throw error;
  }
}

function remedyOf({ kind }: BrexError): string {
  switch (kind) {
    case 'credentials':
      return 'Correct the credentials in the connection file and run brex-kinetic connect.';
    case 'denied':
      return 'Give the token the scope that this needs, or ask an account admin of Brex.';
    case 'lost-answer':
      return 'Whether Brex did it is not known. Run the same command again: it looks first.';
    case 'transient':
    case 'rate-limited':
      return 'Nothing was changed. Run the same command again later.';
    default:
      return "Ask Brex's support, with the trace id where one is named.";
  }
}
