import type { BrexBehaviour } from '../behaviour';
import { newMessageId } from '../model/identifiers';
import type { BrexState, StoredDelivery } from '../model/state';
import { attempt, succeeded } from './attempt';

/** Svix's schedule (BREX.md 3.4): waits before each attempt, in milliseconds. */
export const retryLadder: readonly number[] = [
  0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000,
];
/** An endpoint that only failed for this long is switched off. */
const disableAfterMs = 5 * 86_400_000;
const keptDeliveries = 1000;

export interface SenderOptions {
  readonly state: BrexState;
  readonly behaviour: () => BrexBehaviour;
  readonly changed: () => void;
  /** Multiplies all waits of the ladder; 1 is as Svix waits. */
  readonly retryScale: number;
  /** How long the endpoint may take to answer; Svix: 15 s. */
  readonly timeoutMs: number;
}

/** Sends deliveries to the subscribed endpoint, again and again until it takes them. */
export interface WebhookSender {
  /** Queues an event; null where nobody subscribed to it. */
  send(payload: { event_type: string } & Record<string, unknown>): StoredDelivery | null;
  /** Sends a delivery once more at once, under its own id. */
  resend(id: string): Promise<void>;
  /** Goes on with what was pending when the process ended. */
  resume(): void;
  /** Resolves once no delivery is pending: each one was taken, or given up. */
  settled(): Promise<void>;
  close(): void;
}

export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { state, behaviour, changed } = options;
  const timers = new Set<NodeJS.Timeout>();
  let held: StoredDelivery | null = null;
  let failingSince: number | null = null;
  let waiting: (() => void)[] = [];
  let closed = false;

  const pending = (): StoredDelivery[] => state.deliveries.filter((delivery) => delivery.state === 'pending');
  const announce = (): void => {
    if (pending().length > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const at = (dueAt: number, work: () => void): void => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        work();
      },
      Math.max(0, dueAt - Date.now()),
    );
    timers.add(timer);
  };

  const once = async (delivery: StoredDelivery): Promise<boolean> => {
    const subscription = state.subscriptions[0];
    if (!subscription) return false;
    const result = await attempt({
      url: subscription.url,
      id: delivery.id,
      body: delivery.body,
      secrets: state.secrets.map(({ secret }) => secret),
      timeoutMs: options.timeoutMs,
    });
    if (closed) return false;
    delivery.attempts.push(result);
    changed();
    return succeeded(result);
  };
  const round = async (delivery: StoredDelivery): Promise<void> => {
    const copies = Array.from({ length: behaviour().webhookCopies }, () => once(delivery));
    const taken = (await Promise.all(copies)).some(Boolean);
    if (closed) return;
    noteHealth(taken);
    if (taken) delivery.state = 'delivered';
    else scheduleNext(delivery);
    changed();
    announce();
  };
  const scheduleNext = (delivery: StoredDelivery): void => {
    const rounds = Math.ceil(delivery.attempts.length / behaviour().webhookCopies);
    const wait = retryLadder[Math.max(1, rounds)];
    if (wait === undefined || state.subscriptions[0]?.status !== 'ACTIVE') {
      delivery.state = 'failed';
      return;
    }
    delivery.dueAt = Date.now() + wait * options.retryScale;
    at(delivery.dueAt, () => void round(delivery));
  };
  const noteHealth = (taken: boolean): void => {
    failingSince = taken ? null : (failingSince ?? Date.now());
    const subscription = state.subscriptions[0];
    const since = failingSince ?? Date.now();
    if (subscription && Date.now() - since > disableAfterMs * options.retryScale)
      subscription.status = 'ERROR';
  };

  return {
    send(payload) {
      const subscription = state.subscriptions[0];
      if (subscription?.status !== 'ACTIVE' || !subscription.event_types.includes(payload.event_type))
        return null;
      const delivery: StoredDelivery = {
        id: newMessageId(),
        eventType: payload.event_type,
        body: JSON.stringify(payload),
        state: 'pending',
        attempts: [],
        dueAt: Date.now(),
      };
      state.deliveries = [...state.deliveries.slice(1 - keptDeliveries), delivery];
      changed();
      const before = held;
      held = null;
      if (behaviour().webhookOutOfOrder && !before) held = delivery;
      else at(Date.now(), () => void round(delivery).then(() => before && round(before)));
      return delivery;
    },
    async resend(id) {
      const delivery = state.deliveries.find((candidate) => candidate.id === id);
      if (!delivery) throw new Error(`there is no delivery ${id}`);
      await once(delivery);
    },
    resume: () => {
      for (const delivery of pending()) at(delivery.dueAt, () => void round(delivery));
    },
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        announce();
      }),
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const resolve of waiting) resolve();
    },
  };
}
