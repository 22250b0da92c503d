import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { ConnectionSecrets } from '../accounting/connection-settings';
import { deriveKey, keyId, MasterKeyError, requireKeyLength } from './master-key';

/** Encrypts what is secret in a connection, for the database. */
export interface Vault {
  seal(connectionId: string, secrets: ConnectionSecrets): Promise<string>;
  /** Throws `MasterKeyError` where it was sealed with another key or for another connection, or was tampered with. */
  open(connectionId: string, sealed: string): Promise<ConnectionSecrets>;
}

/** Compact JWE, `dir` and A256GCM; the header names the key and the connection, and is authenticated with the rest. */
export function createVault(masterKey: Uint8Array): Vault {
  requireKeyLength(masterKey);
  const key = deriveKey(masterKey, 'connection secrets');
  const kid = keyId(masterKey);
  return {
    seal: (connectionId, secrets) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secrets)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, connection: connectionId })
        .encrypt(key),
    async open(connectionId, sealed) {
      const header = headerOf(sealed);
      if (header?.kid !== kid) throw unreadable(connectionId, 'they were stored with another key');
      if (header.connection !== connectionId)
        throw unreadable(connectionId, 'they are those of another connection');
      try {
        const { plaintext } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return JSON.parse(new TextDecoder().decode(plaintext)) as ConnectionSecrets;
      } catch {
        throw unreadable(connectionId, 'they were changed in the database');
      }
    },
  };
}

function headerOf(sealed: string): { readonly kid?: string; readonly connection?: unknown } | null {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    return null;
  }
}

function unreadable(connectionId: string, why: string): MasterKeyError {
  return new MasterKeyError(
    `The secrets of connection "${connectionId}" cannot be read with BREX_KINETIC_MASTER_KEY: ${why}. ` +
      'Set the key they were stored with, or apply the connection file again with "brex-kinetic connect".',
  );
}
