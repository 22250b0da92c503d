import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';

/** What the gateway needs of the store: to know its connections, to note what came, to be asked if it is there. */
export interface GatewayStore {
  readonly connections: {
    get(id: string): Promise<GatewayConnection | null>;
    secrets(id: string): Promise<Pick<ConnectionSecrets, 'webhookSecrets'>>;
  };
  readonly ledger: {
    see(entry: { connectionId: string; recordId: string; source: 'webhook' }): Promise<unknown>;
  };
  readonly audit: { append(event: DeliveryEvent): Promise<unknown> };
  ready(): Promise<void>;
}

export interface GatewayConnection {
  readonly settings: ConnectionSettings;
  readonly learned: { readonly brexCompanyId?: string };
}

/** One line of the audit trail about a delivery whose signature was verified. */
export interface DeliveryEvent {
  readonly connectionId: string;
  readonly recordId: string | null;
  readonly actor: { readonly kind: 'gateway'; readonly name: string };
  readonly step: 'webhook';
  readonly outcome: 'ok' | 'failed' | 'ignored';
  readonly summary: string;
  readonly details: { [key: string]: string | string[] };
  readonly workflowId?: string;
  readonly runId?: string;
}

export type GatewayTemporal = Pick<Client, 'workflow' | 'connection'>;

export interface GatewayDependencies {
  readonly store: GatewayStore;
  readonly temporal: GatewayTemporal;
  readonly log: Logger;
  /** Where the records' workflows run. */
  readonly taskQueue: string;
  /** Within this a delivery is answered, be it with 503; default 10 seconds, of the 15 that Svix waits. */
  readonly answerWithinMs?: number;
}
