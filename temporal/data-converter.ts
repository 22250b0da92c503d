import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { compressionCodec, encryptionCodec } from './payload-codecs';
import { payloadKey } from './payload-keys';

/**
 * The one data converter of client, worker, replay and tests: payloads are compressed, then encrypted with a
 * key derived from the master key (32 bytes); failure messages and stack traces are encrypted as well.
 * `formerKeys` are master keys that were replaced: they decrypt what is still open, and encrypt nothing.
 */
export function createDataConverter(
  masterKey: Uint8Array,
  formerKeys: readonly Uint8Array[] = [],
): DataConverter {
  return {
    failureConverterPath: require.resolve('./failure-converter'),
    payloadCodecs: payloadCodecs(masterKey, formerKeys),
  };
}

/** The codecs alone, in the order of encoding; decode in the opposite order. */
export function payloadCodecs(masterKey: Uint8Array, formerKeys: readonly Uint8Array[] = []): PayloadCodec[] {
  return [compressionCodec(), encryptionCodec([payloadKey(masterKey), ...formerKeys.map(payloadKey)])];
}
