import type { Client } from '@temporalio/client';
import type { Store } from '../../store';
import type { ConnectionClients } from '../connection/connection-clients';

/** What every activity is built with; the worker makes it once per process. */
export interface ActivityDependencies {
  readonly store: Store;
  readonly connections: ConnectionClients;
  /** Reaches Temporal to start and signal runs. */
  readonly temporal: Client;
  /** The task queue of record workflows. */
  readonly postingQueue: string;
}

/** The record that a step is about; the key of its ledger row. */
export interface RecordKey {
  readonly connectionId: string;
  readonly recordId: string;
}

/** What a person asked for beyond "go on": see `retry` in workflows/contract.ts. */
export interface RetryRequest {
  readonly retry: boolean;
  readonly applyDate?: string;
  readonly confirmed: readonly string[];
}
