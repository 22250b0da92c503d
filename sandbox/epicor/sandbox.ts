import type { Express } from 'express';
import { type CallCounter, createCallCounter } from '../support/call-counter';
import { exchangeLogger, type LoggedExchange } from '../support/exchange-log';
import { createFaultBox, type FaultBox } from '../support/faults';
import { type Listening, listen } from '../support/listen';
import { persisted } from '../support/persistence';
import { createApp } from './app';
import { type Behaviour, changedBehaviour, defaultBehaviour } from './behaviour';
import type { Context } from './context';
import { createDatabase, type Database, type SavedDatabase } from './database';
import { enterByHand } from './hand-entry';
import { createHands, type Hands } from './hands';
import { handle } from './http';
import { postInvoiceGroup } from './posting';
import { seedReferenceData } from './seed';
import type { EpicorSeed } from './seed-type';
import { createTokenDesk } from './tokens';

export interface EpicorSandboxOptions {
  readonly seed: EpicorSeed;
  /** The state is kept in this file; default: in memory. */
  readonly dataFile?: string;
  /** YYYY-MM-DD, the server's today; default: the real one. */
  readonly today?: string;
  readonly behaviour?: Partial<Behaviour>;
  /** Default: the environment's EXCHANGE_LOG_DIR. */
  readonly exchangeLogDirectory?: string;
  readonly onExchange?: (exchange: LoggedExchange) => void;
}

/** A stand-in for one company's Epicor Kinetic; everything that HTTP offers and more, in-process. */
export interface EpicorSandbox extends Hands {
  readonly app: Express;
  readonly seed: EpicorSeed;
  readonly db: Database;
  readonly faults: FaultBox;
  readonly calls: CallCounter;
  /** Ends every token that the token endpoint gave out. */
  revokeTokens(): void;
  behaviour(): Behaviour;
  /** Turns switches; throws where one does not exist. */
  behave(changes: Partial<Behaviour>): Behaviour;
  /** Serves on the loopback interface; port 0 takes a free one. */
  listen(port?: number): Promise<Listening>;
  /** Saves the state and forgets late commits; servers are closed by their own `close`. */
  close(): void;
}

/** What is saved between two runs. */
interface EpicorState {
  database: SavedDatabase | null;
  /** Moved when periods are closed or opened. */
  earliestApplyDate: string;
}

export function createEpicorSandbox(options: EpicorSandboxOptions): EpicorSandbox {
  const { seed } = options;
  const saved = persisted<EpicorState>(
    options.dataFile,
    () => ({ database: null, earliestApplyDate: seed.fiscalCalendar.earliestApplyDate }),
    (value) => {
      value.database = db.save();
    },
  );
  const state = saved.value;
  const db = createDatabase(state.database);
  let behaviour = changedBehaviour(defaultBehaviour(), options.behaviour ?? {});

  const tasks = new Set<NodeJS.Timeout>();
  const contextFor = (user: string): Context => ({
    db,
    behaviour,
    company: seed.company,
    coaCode: seed.chart.coaCode,
    separator: seed.chart.separator,
    bookId: seed.book.bookId,
    baseCurrency: seed.baseCurrency,
    rates: Object.fromEntries(seed.currencies.map(({ code, rate }) => [code, rate])),
    earliestApplyDate: state.earliestApplyDate,
    user,
    later: (delayMs, work) => {
      const task = setTimeout(() => {
        tasks.delete(task);
        const context = contextFor(user);
        db.transaction(() => work(context));
        saved.changed();
      }, delayMs);
      tasks.add(task);
    },
    promptAsked: () => {
      behaviour = { ...behaviour, promptNextUpdates: behaviour.promptNextUpdates - 1 };
    },
    now: () => (options.today === undefined ? new Date() : new Date(`${options.today}T12:00:00Z`)),
  });
  if (state.database === null) {
    seedWorld(db, seed, contextFor);
    saved.changed();
  }

  const tokens = createTokenDesk(seed.tokenClients ?? []);
  const logins = { ...seed, bearerTokens: seed.bearerTokens ?? [], tokens };
  const faults = createFaultBox();
  const calls = createCallCounter();
  const app = createApp({
    faults,
    calls,
    exchanges: exchangeLogger('epicor', {
      ...(options.exchangeLogDirectory === undefined ? {} : { directory: options.exchangeLogDirectory }),
      ...(options.onExchange === undefined ? {} : { onExchange: options.onExchange }),
    }),
    answer: (request) => {
      const before = db.sysRevId;
      const reply = handle(request, logins, behaviour, contextFor);
      if (db.sysRevId !== before || request.method !== 'GET') saved.changed();
      return reply;
    },
  });

  const hands = createHands({
    contextFor,
    changed: saved.changed,
    setEarliestApplyDate: (day) => {
      state.earliestApplyDate = day;
    },
  });
  return {
    ...hands,
    app,
    seed,
    db,
    faults,
    calls,
    revokeTokens: tokens.revokeAll,
    behaviour: () => behaviour,
    behave: (changes) => {
      behaviour = changedBehaviour(behaviour, changes);
      return behaviour;
    },
    listen: (port = 0) => listen(app, port),
    close: () => {
      for (const task of tasks) clearTimeout(task);
      faults.close();
      saved.close();
    },
  };
}

/** Reference data, then the documents that people entered and posted before go-live. */
function seedWorld(db: Database, seed: EpicorSeed, contextFor: (user: string) => Context): void {
  seedReferenceData(db, seed);
  const context = contextFor('manager');
  for (const invoice of seed.invoices) enterByHand(context, invoice);
  const posted = new Set(seed.invoices.filter((invoice) => invoice.posted).map((invoice) => invoice.groupId));
  for (const groupId of posted) {
    const { errors } = postInvoiceGroup(context, groupId);
    if (errors.length > 0) throw new Error(`the seed's group ${groupId} does not post: ${errors.join('; ')}`);
  }
}
