import { createHash, hkdfSync } from 'node:crypto';

/** A key of the payload codec and the name by which a payload says that it was encrypted with it. */
export interface PayloadKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Derives the payload key of a master key (32 bytes), so that the vault and the codec share no key. */
export function payloadKey(masterKey: Uint8Array): PayloadKey {
  if (masterKey.length !== 32) {
    throw new Error(
      `The master key has ${masterKey.length} bytes; BREX_KINETIC_MASTER_KEY is 32 bytes in base64.`,
    );
  }
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'brex-kinetic/temporal-payloads', 32));
  const id = createHash('sha256').update('brex-kinetic/key-id').update(key).digest('hex').slice(0, 12);
  return { id, key };
}
