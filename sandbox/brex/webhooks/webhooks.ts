import { randomBytes } from 'node:crypto';
import { readySubscription, type StoredDelivery } from '../model/state';
import { readyForExport } from './events';
import { createWebhookSender, type SenderOptions, type WebhookSender } from './sender';

/** The account's webhooks: what is sent, where to, and signed with which secrets. */
export interface Webhooks extends Pick<WebhookSender, 'resend' | 'resume' | 'settled' | 'close'> {
  /** Tells that these records are ready for export, in one delivery; null where nobody subscribed. */
  sendReady(ids: readonly string[]): StoredDelivery | null;
  /** Sends any event, subscribed or not. */
  sendEvent(payload: { event_type: string } & Record<string, unknown>): StoredDelivery | null;
  /** Oldest first. */
  deliveries(): readonly StoredDelivery[];
  /** Points the one subscription to another endpoint. */
  pointTo(url: string): void;
  /** Adds a new secret and marks the old ones as soon revoked: deliveries now bear two signatures. */
  rotateSecret(): string;
  /** Ends the rotation: only the newest secret signs. */
  revokeOldSecrets(): void;
}

export function createWebhooks(options: SenderOptions & { readonly companyId: string }): Webhooks {
  const { state, changed } = options;
  const sender = createWebhookSender(options);
  return {
    sendReady: (ids) =>
      sender.send(readyForExport(ids, options.companyId, options.behaviour().webhookSpelling)),
    sendEvent: (payload) => {
      const subscription = state.subscriptions[0];
      if (subscription && !subscription.event_types.includes(payload.event_type)) {
        subscription.event_types = [...subscription.event_types, payload.event_type];
      }
      return sender.send(payload);
    },
    resend: sender.resend,
    resume: sender.resume,
    settled: sender.settled,
    close: sender.close,
    deliveries: () => state.deliveries,
    pointTo: (url) => {
      state.subscriptions = [readySubscription(url)];
      changed();
    },
    rotateSecret: () => {
      const secret = randomBytes(24).toString('base64');
      for (const old of state.secrets) old.status = 'PENDING_REVOKE';
      state.secrets = [{ secret, status: 'ACTIVE' }, ...state.secrets];
      changed();
      return secret;
    },
    revokeOldSecrets: () => {
      state.secrets = state.secrets.filter(({ status }) => status === 'ACTIVE');
      changed();
    },
  };
}
