import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { type CallCounter, createCallCounter } from '../support/call-counter';
import { exchangeLogger, type LoggedExchange } from '../support/exchange-log';
import { createFaultBox, type FaultBox } from '../support/faults';
import { type Listening, listen } from '../support/listen';
import { persisted } from '../support/persistence';
import { createWorld, sandboxCredentials, type World } from '../world/world';
import { type BrexBehaviour, behaviourSchema, defaultBehaviour } from './behaviour';
import { type Bookkeeper, createBookkeeper } from './bookkeeper/bookkeeper';
import { createApp } from './http/app';
import { fromMicros, nextInstant } from './model/instants';
import { createRecordBook, type RecordBook } from './model/record-book';
import { type BrexState, initialState, readySubscription } from './model/state';
import { operations } from './operations';
import { createWebhooks, type Webhooks } from './webhooks/webhooks';

export interface BrexSandboxOptions {
  /** Default: the world of seed 1 today. */
  readonly world?: World;
  /** YYYY-MM-DD, the bookkeeper's today; default: the real one. */
  readonly today?: string;
  /** The state is kept in this file; default: in memory. */
  readonly dataFile?: string;
  /** Where webhooks go; default: nowhere, until an endpoint is registered. */
  readonly webhookUrl?: string;
  /** Base64; default: the sandbox's own. */
  readonly webhookSecret?: string;
  /** User tokens that are accepted; default: the sandbox's own. */
  readonly tokens?: readonly string[];
  readonly behaviour?: Partial<BrexBehaviour>;
  /** Multiplies the waits between webhook attempts; default 1 (5 s, 5 min, … as Svix). */
  readonly retryScale?: number;
  /** How long the webhook endpoint may take; default 15 s. */
  readonly webhookTimeoutMs?: number;
  /** Default: the environment's EXCHANGE_LOG_DIR. */
  readonly exchangeLogDirectory?: string;
  readonly onExchange?: (exchange: LoggedExchange) => void;
}

/** A stand-in for api.brex.com with one company in it; everything that HTTP offers and more, in-process. */
export interface BrexSandbox {
  readonly app: Express;
  readonly world: World;
  readonly state: BrexState;
  readonly faults: FaultBox;
  readonly calls: CallCounter;
  readonly bookkeeper: Bookkeeper;
  readonly webhooks: Webhooks;
  readonly records: RecordBook;
  /** A bookkeeper's click: the records become ready, one webhook with all their ids goes out. Bills send none. */
  export(ids: readonly string[]): void;
  /** A person authorises the partner's application anew: a refresh token of which the former ones know nothing. */
  authorise(): string;
  behaviour(): BrexBehaviour;
  /** Turns switches; throws where one does not exist. */
  behave(change: Partial<BrexBehaviour>): BrexBehaviour;
  /** Serves on the loopback interface; port 0 takes a free one. */
  listen(port?: number): Promise<Listening>;
  /** Saves the state and stops timers and deliveries; servers are closed by their own `close`. */
  close(): void;
}

export function createBrexSandbox(options: BrexSandboxOptions = {}): BrexSandbox {
  const world = options.world ?? createWorld({ today: options.today });
  const seed = world.brex;
  const saved = persisted(options.dataFile, () =>
    initialState(seed, {
      webhookUrl: options.webhookUrl,
      webhookSecret: options.webhookSecret ?? sandboxCredentials.webhookSecret,
    }),
  );
  const { value: state, changed } = saved;
  // a state kept by an earlier version
  state.grants ??= [];
  state.usedRefreshTokens ??= [];
  if (options.webhookUrl !== undefined && state.subscriptions[0]?.url !== options.webhookUrl) {
    state.subscriptions = [readySubscription(options.webhookUrl)];
  }
  let behaviour: BrexBehaviour = { ...defaultBehaviour, ...options.behaviour };
  const current = (): BrexBehaviour => behaviour;
  const stamp = (): string => {
    state.lastInstant = nextInstant(state.lastInstant);
    changed();
    return fromMicros(state.lastInstant);
  };
  const records = createRecordBook({ state, seed, behaviour: current, stamp, changed });
  const webhooks = createWebhooks({
    state,
    companyId: seed.companyId,
    behaviour: current,
    changed,
    retryScale: options.retryScale ?? 1,
    timeoutMs: options.webhookTimeoutMs ?? 15_000,
  });
  const exportRecords = (ids: readonly string[]): void => {
    const ready = records.makeReady(ids);
    const told = ready.filter(({ sourceType }) => sourceType !== 'BILL' || behaviour.billsInWebhooks);
    if (told.length > 0) webhooks.sendReady(told.map(({ id }) => id));
  };
  const faults = createFaultBox();
  const calls = createCallCounter();
  const app = createApp({
    account: { state, seed, records, behaviour: current, changed, stamp },
    operations,
    faults,
    calls,
    exchanges: exchangeLogger('brex', {
      directory: options.exchangeLogDirectory,
      onExchange: options.onExchange,
    }),
    tokens: options.tokens ?? [sandboxCredentials.brexToken],
  });
  webhooks.resume();
  return {
    app,
    world,
    state,
    faults,
    calls,
    webhooks,
    records,
    bookkeeper: createBookkeeper({
      state,
      seed,
      records,
      randomSeed: world.seed,
      exportRecords,
      today: options.today,
    }),
    export: exportRecords,
    authorise: () => {
      state.refreshToken = randomBytes(24).toString('base64url');
      state.usedRefreshTokens = [];
      changed();
      return state.refreshToken;
    },
    behaviour: current,
    behave: (change) => {
      behaviour = behaviourSchema.parse({ ...behaviour, ...change });
      return behaviour;
    },
    listen: (port = 0) => listen(app, port),
    close: () => {
      webhooks.close();
      faults.close();
      saved.close();
    },
  };
}
