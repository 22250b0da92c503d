import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/** Statements that each connection keeps prepared at most; what comes after them is planned each time. */
const mostStatements = 300;

/** Longer statements are lists, which hardly come twice with the same length. */
const mostParameters = 20;

/**
 * What is answered where a prepared statement cannot be used: its tables were changed since, or a pooler before the
 * server gave the connection to somebody else. Nothing of it was executed.
 */
const unusable = new Set(['0A000', '26000', '42P05', '42883', '42804']);

/**
 * Has PostgreSQL read each statement once per connection instead of each time: for our short ones that is a good part
 * of their cost.
 */
export function preparing(pool: Pool): PostgresPool {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client) ?? (new PreparingClient(client) as unknown as PostgresPoolClient);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

class PreparingClient {
  /** Once refused, this connection prepares nothing any more. */
  private prepares = true;

  constructor(private readonly client: PoolClient) {}

  async query(text: string, values: unknown[]): Promise<unknown> {
    // in a transaction a refusal would undo what was done before it
    const mayPrepare = this.prepares && this.client.getTransactionStatus() === 'I';
    const name = mayPrepare ? nameOf(text, values) : undefined;
    if (name === undefined) return this.client.query(text, values);
    try {
      return await this.client.query({ name, text, values });
    } catch (error) {
      if (!unusable.has(String((error as { code?: unknown }).code))) throw error;
      this.prepares = false;
      return this.client.query(text, values);
    }
  }

  release(): void {
    this.client.release();
  }
}

const names = new Map<string, string>();

/** By content: whoever prepared a statement of this name on the connection, it is this one. */
function nameOf(text: string, { length }: readonly unknown[]): string | undefined {
  if (length === 0 || length > mostParameters) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
