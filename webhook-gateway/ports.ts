import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { AuditTrail, BrexAccess, ConnectionRepository, Ledger, Store } from '../store';

/** What the gateway needs of the store: to know its connections, to note what came, to be asked if it is there. */
export interface GatewayStore extends Pick<Store, 'ready'> {
  readonly connections: Pick<ConnectionRepository, 'get' | 'ofCompany' | 'secrets'>;
  readonly brexAccess: Pick<BrexAccess, 'webhookSecrets'>;
  readonly ledger: Pick<Ledger, 'see' | 'seeAll'>;
  readonly audit: Pick<AuditTrail, 'append'>;
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
