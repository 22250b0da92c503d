import type { Limit } from 'p-limit';
import type { AccountingRecord } from '../../accounting/accounting-record';
import { type BrexClient, BrexError, type BrexErrorKind, idsByCall } from '../../brex';
import { onBehalfOf } from '../support/step';
import { type Asked, Batches, type Patience } from './batches';

/** A page of the list: more ids would cost a call for every further hundred anyway. */
const mostReads = 100;

/** A refusal of a list may be due to one of its ids. */
const perhapsOfOne: readonly BrexErrorKind[] = ['not-found', 'invalid'];
/** So may an answer that is no refusal; but mostly Brex is in trouble then, and further calls are in vain. */
const rarelyOfOne: readonly BrexErrorKind[] = ['transient', 'bad-reply'];

/** So few are read singly rather than guessed about. */
const few = 4;

type Answer = AccountingRecord | null | Error;

/**
 * Reads records that steps ask for together by few calls (BREX.md 2.4). Each gets what a call of its own would
 * have given it: whether Brex leaves unknown ids out or refuses the list is not documented, so an id that is
 * missing is asked for singly, and a refused list in halves. A list that fails although one of its records can be
 * read is halved as well, so that a record that Brex cannot give does not hold up the others.
 */
export class RecordReads {
  private readonly batches: Batches<string, AccountingRecord | null>;

  constructor(
    private readonly brex: BrexClient,
    private readonly atOnce: Limit,
    patience: Patience,
  ) {
    this.batches = new Batches({ most: mostReads, patience, send: (asked) => this.send(asked) });
  }

  /** As Brex has it at some moment after this call; null where Brex says that there is none. Throws `BrexError`. */
  read(recordId: string): Promise<AccountingRecord | null> {
    return this.batches.ask(recordId);
  }

  private async send(asked: readonly Asked<string>[]): Promise<Answer[]> {
    const answers = new Map<string, Answer>();
    const parts = idsByCall(asked.map(({ item }) => item));
    await Promise.all(parts.map((ids) => this.readAll(ids, asked, answers)));
    return asked.map(({ item }) => answers.get(item) ?? null);
  }

  private async readAll(
    ids: readonly string[],
    asked: readonly Asked<string>[],
    answers: Map<string, Answer>,
  ): Promise<void> {
    const [first, ...others] = ids;
    if (first === undefined) return;
    if (others.length === 0) return this.readOne(first, asked, answers);
    try {
      await this.call(ids, asked, () => this.readList(ids, answers));
    } catch (error) {
      const rest = ids.filter((id) => !answers.has(id));
      if (await this.isOfOne(error, rest, asked, answers)) await this.readHalves(rest, asked, answers);
      else for (const id of rest) if (!answers.has(id)) answers.set(id, asError(error));
      return;
    }
    const missing = ids.filter((id) => !answers.has(id));
    await Promise.all(missing.map((id) => this.readOne(id, asked, answers)));
  }

  private async readHalves(
    ids: readonly string[],
    asked: readonly Asked<string>[],
    answers: Map<string, Answer>,
  ): Promise<void> {
    const left = ids.filter((id) => !answers.has(id));
    const half = Math.ceil(left.length / 2);
    const parts = [left.slice(0, half), left.slice(half)];
    await Promise.all(parts.map((part) => this.readAll(part, asked, answers)));
  }

  /** Whether a list failed because of one of its ids: in doubt one of them, another one each time, is read singly. */
  private async isOfOne(
    error: unknown,
    ids: readonly string[],
    asked: readonly Asked<string>[],
    answers: Map<string, Answer>,
  ): Promise<boolean> {
    if (!(error instanceof BrexError)) return false;
    if (perhapsOfOne.includes(error.kind)) return true;
    // without an answer there is nothing that an id could have caused
    const sample = ids[Math.floor(Math.random() * ids.length)];
    if (!rarelyOfOne.includes(error.kind) || error.status === null || sample === undefined) return false;
    if (error.kind === 'bad-reply' && ids.length <= few) return true;
    await this.readOne(sample, asked, answers);
    return !(answers.get(sample) instanceof Error);
  }

  private async readList(ids: readonly string[], answers: Map<string, Answer>): Promise<void> {
    const wanted = new Set(ids);
    const onUnreadable = (id: string | null, error: BrexError): void => {
      if (id !== null && wanted.delete(id)) answers.set(id, error);
    };
    for await (const record of this.brex.records({ ids, onUnreadable })) {
      if (wanted.delete(record.id)) answers.set(record.id, record);
      if (wanted.size === 0) return;
    }
  }

  private async readOne(
    id: string,
    asked: readonly Asked<string>[],
    answers: Map<string, Answer>,
  ): Promise<void> {
    try {
      answers.set(id, await this.call([id], asked, () => this.brex.record(id)));
    } catch (error) {
      answers.set(id, asError(error));
    }
  }

  private call<T>(
    ids: readonly string[],
    asked: readonly Asked<string>[],
    call: () => Promise<T>,
  ): Promise<T> {
    const sharing = asked.filter(({ item }) => ids.includes(item)).map(({ step }) => step);
    return this.atOnce(() => onBehalfOf(sharing, call));
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
