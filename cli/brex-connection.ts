import type { ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, BrexError } from '../brex';
import { openBrex } from '../clients';
import type { Learned, Store } from '../store';

/** A stored connection and its Brex account, for one command. */
export interface OpenConnection {
  readonly store: Store;
  readonly settings: ConnectionSettings;
  readonly learned: Learned;
  readonly brex: BrexClient;
  /** Takes one line for people. */
  readonly say: (line: string) => void;
}

/** A command that Brex did not carry out; the message says what to do. */
export class BrexCommandFailed extends Error {
  override readonly name = 'BrexCommandFailed';
}

/** Runs `body` with a client of the connection's Brex account; Brex's refusals become words with a remedy. */
export async function withConnection<T>(
  store: Store,
  connectionId: string,
  say: (line: string) => void,
  body: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  const stored = await store.connections.get(connectionId);
  if (!stored)
    throw new BrexCommandFailed(
      `There is no connection "${connectionId}": apply its file with brex-kinetic connect.`,
    );
  const { settings, learned } = stored;
  const brex = openBrex({ settings, secrets: await store.connections.secrets(connectionId), store });
  try {
    return await body({ store, settings, learned, brex, say });
  } catch (error) {
    if (error instanceof BrexError) throw new BrexCommandFailed(`${error.message}. ${remedyOf(error)}`);
    throw error;
  } finally {
    await brex.close();
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
