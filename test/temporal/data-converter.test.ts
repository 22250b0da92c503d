import { randomBytes } from 'node:crypto';
import { ApplicationFailure, defaultPayloadConverter, type Payload } from '@temporalio/common';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow';
import { createDataConverter } from '../../temporal/data-converter';

const masterKey = randomBytes(32);
const secretText = 'Merchant of a rather long and telling name';

const toPayload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);

async function encode(payloads: Payload[], key = masterKey): Promise<Payload[]> {
  let encoded = payloads;
  for (const codec of createDataConverter(key).payloadCodecs ?? []) encoded = await codec.encode(encoded);
  return encoded;
}

async function decode(payloads: Payload[], key = masterKey, former: Uint8Array[] = []): Promise<unknown[]> {
  let decoded = payloads;
  for (const codec of [...(createDataConverter(key, former).payloadCodecs ?? [])].reverse()) {
    decoded = await codec.decode(decoded);
  }
  return decoded.map((each) => defaultPayloadConverter.fromPayload(each));
}

describe('the data converter', () => {
  it('gives back what it encoded', async () => {
    const value = {
      merchant: secretText,
      lines: Array.from({ length: 200 }, () => ({ account: '6200|10|000' })),
    };
    expect(await decode(await encode([toPayload(value), toPayload(null)]))).toEqual([value, null]);
  });

  it('hides the value and its encoding', async () => {
    const [payload] = await encode([toPayload({ merchant: secretText })]);
    const bytes = Buffer.from(payload?.data ?? []);
    expect(bytes.includes(secretText)).toBe(false);
    expect(Buffer.from(payload?.metadata?.encoding ?? []).toString()).toBe('binary/encrypted');
  });

  it('makes long, repetitive values much smaller', async () => {
    const long = { rows: Array.from({ length: 1000 }, (_, row) => ({ column: 'the same', row })) };
    const [payload] = await encode([toPayload(long)]);
    expect(payload?.data?.length).toBeLessThan(JSON.stringify(long).length / 4);
  });

  it('never encrypts the same value to the same bytes', async () => {
    const [one, two] = await encode([toPayload('x'), toPayload('x')]);
    expect(Buffer.from(one?.data ?? []).equals(Buffer.from(two?.data ?? []))).toBe(false);
  });

  it('passes plain JSON through: a signal typed in the Temporal UI', async () => {
    expect(await decode([toPayload({ vendorNum: 1042, by: 'Ann' })])).toEqual([
      { vendorNum: 1042, by: 'Ann' },
    ]);
  });

  it('refuses a payload that was changed on the way', async () => {
    const [payload] = await encode([toPayload({ amount: '10.00' })]);
    const data = Buffer.from(payload?.data ?? []);
    data[20] = (data[20] ?? 0) ^ 1;
    await expect(decode([{ ...payload, data }])).rejects.toThrow(/authenticate/);
  });

  it('refuses a payload that was cut short', async () => {
    const [payload] = await encode([toPayload('x')]);
    const data = Buffer.from(payload?.data ?? []).subarray(0, 10);
    await expect(decode([{ ...payload, data }])).rejects.toThrow('cut short');
  });

  it('names the remedy where the payload was encrypted with another master key', async () => {
    const encoded = await encode([toPayload('x')], randomBytes(32));
    await expect(decode(encoded)).rejects.toThrow(/encrypted with key [0-9a-f]{12}.*BREX_KINETIC_MASTER_KEY/);
  });

  it('still decrypts what a replaced master key encrypted', async () => {
    const former = randomBytes(32);
    expect(await decode(await encode([toPayload('x')], former), masterKey, [former])).toEqual(['x']);
  });

  it('refuses a master key that is not 32 bytes long', () => {
    expect(() => createDataConverter(randomBytes(16))).toThrow(/16 bytes.*32 bytes in base64/);
  });

  it('encrypts the message and the stack trace of a failure, and gives them back', async () => {
    const { failureConverter, payloadConverter } = loadDataConverter(createDataConverter(masterKey));
    const failure = failureConverter.errorToFailure(
      ApplicationFailure.create({ message: secretText }),
      payloadConverter,
    );
    expect(failure.message).toBe('Encoded failure');
    expect(failure.stackTrace).toBe('');
    expect(JSON.stringify(failure)).not.toContain(secretText);
    expect(failureConverter.failureToError(failure, payloadConverter).message).toBe(secretText);
  });
});
