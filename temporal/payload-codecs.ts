import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { METADATA_ENCODING_KEY } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { PayloadKey } from './payload-keys';

const { Payload: PayloadMessage } = temporal.api.common.v1;
const pack = promisify(deflate);
const unpack = promisify(inflate);

const compressedEncoding = 'binary/zlib';
const encryptedEncoding = 'binary/encrypted';
const cipherName = 'AES-256-GCM';
const keyIdField = 'encryption-key-id';
const ivBytes = 12;
const tagBytes = 16;

/** Temporal refuses payloads of more than 2 MB; what unpacks to more than this was not packed by us. */
const largestUnpacked = 64 * 1024 * 1024;

/** What is smaller than this gains nothing worth the time: most payloads carry ids only. */
const worthDeflating = 1024;

/** Deflates a payload of some size where that makes it smaller. */
export function compressionCodec(): PayloadCodec {
  return {
    encode: (payloads) => Promise.all(payloads.map(compress)),
    decode: (payloads) =>
      Promise.all(
        payloads.map((each) => (encodingOf(each) === compressedEncoding ? decompress(each) : each)),
      ),
  };
}

/**
 * AES-256-GCM with a random initialisation vector per payload. The first key encrypts; all keys decrypt, so
 * that a key may be replaced while older runs are open. What is not encrypted passes through: a signal typed
 * in the Temporal UI is plain JSON.
 */
export function encryptionCodec(keys: readonly [PayloadKey, ...PayloadKey[]]): PayloadCodec {
  const [current] = keys;
  return {
    encode: async (payloads) => payloads.map((each) => encrypt(each, current)),
    decode: async (payloads) =>
      payloads.map((each) => (encodingOf(each) === encryptedEncoding ? decrypt(each, keys) : each)),
  };
}

async function compress(payload: Payload): Promise<Payload> {
  const whole = PayloadMessage.encode(payload).finish();
  if (whole.length < worthDeflating) return payload;
  const data = await pack(whole);
  if (data.length >= whole.length) return payload;
  return { metadata: { [METADATA_ENCODING_KEY]: Buffer.from(compressedEncoding) }, data };
}

async function decompress(payload: Payload): Promise<Payload> {
  return PayloadMessage.decode(
    await unpack(payload.data ?? new Uint8Array(), { maxOutputLength: largestUnpacked }),
  );
}

function encrypt(payload: Payload, { id, key }: PayloadKey): Payload {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = [cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()];
  return {
    metadata: {
      [METADATA_ENCODING_KEY]: Buffer.from(encryptedEncoding),
      'encryption-cipher': Buffer.from(cipherName),
      [keyIdField]: Buffer.from(id),
    },
    data: Buffer.concat([iv, ...sealed, cipher.getAuthTag()]),
  };
}

function decrypt(payload: Payload, keys: readonly PayloadKey[]): Payload {
  const keyId = text(payload.metadata?.[keyIdField]);
  const known = keys.find(({ id }) => id === keyId);
  if (!known) {
    throw new Error(
      `A payload was encrypted with key ${keyId || '(unnamed)'}, but this process has ${keys.map(({ id }) => id).join(', ')}: ` +
        'set BREX_KINETIC_MASTER_KEY to the key of the other processes.',
    );
  }
  const data = Buffer.from(payload.data ?? []);
  if (data.length < ivBytes + tagBytes) throw new Error('An encrypted payload is cut short.');
  const decipher = createDecipheriv('aes-256-gcm', known.key, data.subarray(0, ivBytes));
  decipher.setAuthTag(data.subarray(data.length - tagBytes));
  const opened = [decipher.update(data.subarray(ivBytes, data.length - tagBytes)), decipher.final()];
  return PayloadMessage.decode(Buffer.concat(opened));
}

function encodingOf(payload: Payload): string {
  return text(payload.metadata?.[METADATA_ENCODING_KEY]);
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes).toString('utf8') : '';
}
