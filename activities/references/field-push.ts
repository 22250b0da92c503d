import { createHash } from 'node:crypto';
import type { FieldPlan } from '../../accounting/reference-plan';
import type { GivenValue, ValueChange } from '../../accounting/reference-values';
import { BrexError } from '../../brex';
import { integrationOf } from '../../clients';
import type { Store } from '../../store';
import type { Connected } from '../connection/connection-clients';

/** Brex takes at most so many values in one request (BREX.md 2.6). */
const batchSize = 1_000;

/** Longer than one request may take: the right to push is renewed before each. */
export const pushSeconds = 120;

/** After so many refused values of one field the fault is hardly theirs. */
const mostRefused = 10;

export interface Pushed {
  readonly madeField: boolean;
  readonly created: number;
  readonly changed: number;
  readonly notices: readonly string[];
}

/** Brex refuses the request as such, so that repeating it does not help; perhaps a part of it is taken. */
const refusals: readonly string[] = ['invalid', 'conflict', 'duplicate'];

/** Carries out the plan of one field after the other. A repetition after a lost answer finds what was done. */
export class FieldPush {
  private readonly connectionId: string;

  constructor(
    private readonly connected: Connected,
    private readonly store: Store,
  ) {
    this.connectionId = connected.settings.id;
  }

  async apply({ match, values }: FieldPlan): Promise<Pushed> {
    if (match.kind === 'not-ours' || values === null) return nothing();
    const { remoteId } = match;
    await this.store.references.claimField(this.connectionId, remoteId);
    const field = match.kind === 'ours' ? match.fieldId : await this.make(remoteId, match.name);
    if (typeof field !== 'string') return nothing(field.notice);
    await this.store.references.fieldIs(this.connectionId, remoteId, field);
    await this.store.references.saveValues(this.connectionId, remoteId, values.remembered);

    const notices: string[] = [];
    // what is no longer used makes way first: its text may be that of a new value
    const changed = await inBatches(values.changed, (batch) => this.change(field, remoteId, batch, notices));
    const created = await inBatches(values.created, (batch) => this.create(field, remoteId, batch, notices));
    return { madeField: match.kind === 'new', created, changed, notices };
  }

  /** The id of the new field, or why Brex did not make it. */
  private async make(remoteId: string, name: string): Promise<string | { notice: string }> {
    const integrationId = integrationOf(this.connected.settings, this.connected.learned);
    if (integrationId === null)
      return {
        notice: `The field "${name}" is not made: there is no Brex integration of ours yet. Run brex-kinetic connect in mode live, or name it in brex.integrationId.`,
      };
    const body = { name, remoteId, integrationId };
    try {
      const { id } = await this.connected.brex.createField(body, await this.keyOf(remoteId, body));
      await this.store.references.pushed(this.connectionId, remoteId);
      return id;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return {
        notice: `Brex does not make the field "${name}" (${error.message}). Its integration ${integrationId} may not be active: reactivate it in Brex, or run brex-kinetic connect again.`,
      };
    }
  }

  private async create(
    field: string,
    remoteId: string,
    batch: readonly GivenValue[],
    notices: string[],
  ): Promise<number> {
    // before it is sent: a value whose creation got no answer is ours all the same
    await this.store.references.saveValues(this.connectionId, remoteId, batch);
    return orInHalves(batch, notices, async (part) => {
      await this.store.references.renewPush(this.connectionId, pushSeconds);
      const values = part.map(({ code, value }) => ({ code, value }));
      await this.connected.brex.createFieldValues(
        field,
        values,
        await this.keyOf(remoteId, { field, values }),
      );
      await this.store.references.pushed(this.connectionId, remoteId);
    });
  }

  private change(
    field: string,
    remoteId: string,
    batch: readonly ValueChange[],
    notices: string[],
  ): Promise<number> {
    return orInHalves(batch, notices, async (part) => {
      await this.store.references.renewPush(this.connectionId, pushSeconds);
      await this.connected.brex.updateFieldValues(
        field,
        part.map(({ id, value, isDisabled }) => ({ id, value, isDisabled })),
      );
      await this.store.references.saveValues(
        this.connectionId,
        remoteId,
        part.map(({ given }) => given),
      );
    });
  }

  /**
   * The same for the same content until Brex has taken it (BREX.md 1.6), so that a repetition after a lost answer is
   * told; another one afterwards, so that what was deleted in Brex since can be made again.
   */
  private async keyOf(remoteId: string, content: unknown): Promise<string> {
    const known = await this.store.references.fields(this.connectionId);
    const pushes = known.find((field) => field.remoteId === remoteId)?.pushes ?? 0;
    return createHash('sha256')
      .update(JSON.stringify([this.connectionId, remoteId, pushes, content]))
      .digest('hex');
  }
}

const nothing = (...notices: string[]): Pushed => ({ madeField: false, created: 0, changed: 0, notices });

async function inBatches<T>(
  items: readonly T[],
  send: (batch: readonly T[]) => Promise<number>,
): Promise<number> {
  let sent = 0;
  for (let start = 0; start < items.length; start += batchSize)
    sent += await send(items.slice(start, start + batchSize));
  return sent;
}

/** How many were sent. A batch that Brex refuses is sent in halves, so that one bad value does not hold up the rest. */
async function orInHalves<T extends { readonly code: string }>(
  batch: readonly T[],
  notices: string[],
  send: (part: readonly T[]) => Promise<void>,
): Promise<number> {
  if (notices.length >= mostRefused) return 0;
  try {
    await send(batch);
    return batch.length;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (batch.length === 1) {
      notices.push(`Brex does not take the code ${batch[0]?.code}: ${error.message}`);
      return 0;
    }
    const middle = Math.ceil(batch.length / 2);
    return (
      (await orInHalves(batch.slice(0, middle), notices, send)) +
      (await orInHalves(batch.slice(middle), notices, send))
    );
  }
}

function isRefusal(error: unknown): error is BrexError {
  return error instanceof BrexError && refusals.includes(error.kind);
}
