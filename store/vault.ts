import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { deriveKey, keyId, MasterKeyError, requireKeyLength } from './master-key';

/**
 * Encrypts what is secret in a connection, for the database. `subject` is the connection's id, alone for the
 * secrets of its file, with "/…" for what was given later: a value put in another's place does not open.
 */
export interface Vault {
  seal(subject: string, secrets: object): Promise<string>;
  /** Throws `MasterKeyError` where it was sealed with another key or for another subject, or was tampered with. */
  open<T extends object>(subject: string, sealed: string): Promise<T>;
}

/** Compact JWE, `dir` and A256GCM; the header names the key and the connection, and is authenticated with the rest. */
export function createVault(masterKey: Uint8Array): Vault {
  requireKeyLength(masterKey);
  const key = deriveKey(masterKey, 'connection secrets');
  const kid = keyId(masterKey);
  return {
    seal: (subject, secrets) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secrets)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, connection: subject })
        .encrypt(key),
    async open<T extends object>(subject: string, sealed: string) {
      const header = headerOf(sealed);
      if (header?.kid !== kid) throw unreadable(subject, 'they were stored with another key');
      if (header.connection !== subject) throw unreadable(subject, 'they are those of another connection');
      try {
        const { plaintext } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return JSON.parse(new TextDecoder().decode(plaintext)) as T;
      } catch {
        throw unreadable(subject, 'they were changed in the database');
      }
    },
  };
}

/** What was sealed, or null where its key is lost: it must be given anew then. */
export async function openIfReadable<T extends object>(
  vault: Vault,
  subject: string,
  sealed: string,
): Promise<T | null> {
  try {
    return await vault.open<T>(subject, sealed);
  } catch (error) {
    if (error instanceof MasterKeyError) return null;
    throw error;
  }
}

function headerOf(sealed: string): { readonly kid?: string; readonly connection?: unknown } | null {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    return null;
  }
}

function unreadable(subject: string, why: string): MasterKeyError {
  return new MasterKeyError(
    `The secrets of connection "${subject.split('/')[0]}" cannot be read with BREX_KINETIC_MASTER_KEY: ${why}. ` +
      'Set the key they were stored with, or apply the connection file again with "brex-kinetic connect".',
  );
}
