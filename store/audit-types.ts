// ── the audit trail ──

export interface AuditActor {
  readonly kind: 'activity' | 'gateway' | 'command' | 'signal' | 'system';
  readonly name: string;
  /** The name is only what the sender says of himself. */
  readonly claimed?: boolean;
}

export interface AuditEntry {
  readonly connectionId: string;
  readonly recordId?: string | null;
  readonly actor: AuditActor;
  readonly step: string;
  readonly attempt?: number;
  readonly outcome: 'ok' | 'failed' | 'waiting' | 'ignored';
  /** For people. */
  readonly summary: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly brexTraceId?: string;
  readonly epicorCorrelationId?: string;
  readonly workflowId?: string;
  readonly runId?: string;
}

export interface AuditEvent {
  /** Grows in the order in which the connection's events were written. */
  readonly id: number;
  readonly at: Date;
  readonly connectionId: string;
  readonly recordId: string | null;
  readonly actor: Required<AuditActor>;
  readonly step: string;
  readonly attempt: number | null;
  readonly outcome: AuditEntry['outcome'];
  readonly summary: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly brexTraceId: string | null;
  readonly epicorCorrelationId: string | null;
  readonly workflowId: string | null;
  readonly runId: string | null;
}

/** Append-only and hash-chained per connection; the database refuses anything else. */
export interface AuditTrail {
  append(entry: AuditEntry): Promise<void>;
  /** A record's whole story, oldest first; over all connections where `connectionId` is null. */
  story(connectionId: string | null, recordId: string): Promise<AuditEvent[]>;
  /** Recomputes the chain: the id of the first event that does not follow from the one before, else null. */
  firstBroken(connectionId: string): Promise<number | null>;
  /** The last event: published outside the database, it shows a tail that was cut off later. */
  head(connectionId: string): Promise<AuditHead | null>;
  /** An event's hash, in hex; null where there is no such event. */
  hashOf(connectionId: string, id: number): Promise<string | null>;
}

export interface AuditHead {
  readonly id: number;
  /** SHA-256 over the event and the hash before it, in hex. */
  readonly hash: string;
}
