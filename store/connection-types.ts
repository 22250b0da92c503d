import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import type { SettingChange } from '../accounting/settings-difference';

// ── connections ──

/** What the systems told, where the connection file leaves it open. */
export interface Learned {
  readonly brexCompanyId?: string;
  readonly integrationId?: string;
  readonly invoiceSave?: 'staged';
  readonly billsReportable?: boolean;
  /** ACTIVE or DISABLED, as Brex said last of the integration. */
  readonly integrationStatus?: string;
}

export interface StoredConnection {
  readonly settings: ConnectionSettings;
  readonly learned: Learned;
  readonly updatedAt: Date;
  /** Grows with every change of settings, secrets or what was learned. */
  readonly revision: number;
}

export interface ConnectionRepository {
  /**
   * Creates or updates a connection, in one transaction. Changed secrets are told by name, never by value.
   * Throws `ConnectionRefused` for what CONNECTION.md refuses.
   */
  save(
    settings: ConnectionSettings,
    secrets: ConnectionSecrets,
  ): Promise<{ readonly created: boolean; readonly changes: SettingChange[] }>;
  get(id: string): Promise<StoredConnection | null>;
  /** The id of the connection on this Brex account: there is one at most. */
  ofCompany(brexCompanyId: string): Promise<string | null>;
  /** Decrypted. Throws where there is no such connection, or `MasterKeyError` where the key is another one. */
  secrets(id: string): Promise<ConnectionSecrets>;
  /** In order of id. */
  list(): Promise<StoredConnection[]>;
  /** Remembers; throws `ConnectionRefused` where the Brex company is another connection's, or was another. */
  learn(id: string, learned: Partial<Learned>): Promise<void>;
}

// ── small things ──

/** How far a repeated reading has come. */
export interface Cursors {
  get(connectionId: string, name: string): Promise<string | null>;
  set(connectionId: string, name: string, value: string): Promise<void>;
}
