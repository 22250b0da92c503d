import { verifySignature } from '../../webhook-gateway/signature';
import { secret, sign } from './gateway-fixture';

/** The test vector of Brex's own documentation (BREX.md 3.3). */
const vector = {
  secret: '4j7OxQ4wlv1GmkZ9qLjoFjEFXjpzvHkr',
  id: 'msg_24Ky2257Hzd0tgc5bWs8TwK9Kod',
  timestamp: 1643393361,
  body: '{"event_type": "TRANSFER_PROCESSED", "transfer_id": "dptx_ckyypz30n000101kgzgnrtqlf", "company_id": "cuacc_ckqckhadg000601r95ox48c2s"}',
  signature: 'v1,6mFFi/Bg0gw1Yz2KJwZSVq6Bh+XzllS7JVltAlZ8yCU=',
};

function verifyVector(changes: Partial<typeof vector> = {}, secrets?: string[]) {
  const sent = { ...vector, ...changes };
  return verifySignature(
    secrets ?? [sent.secret],
    {
      'webhook-id': sent.id,
      'webhook-timestamp': String(sent.timestamp),
      'webhook-signature': sent.signature,
    },
    Buffer.from(sent.body),
  );
}

/** Sets the clock only; timers keep running. */
function setClock(unixSeconds: number): void {
  jest.useFakeTimers({
    now: unixSeconds * 1000,
    doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'performance'],
  });
}

afterEach(() => {
  jest.useRealTimers();
});

describe("the test vector of Brex's documentation", () => {
  beforeEach(() => setClock(vector.timestamp + 30));

  it('verifies', () => {
    expect(verifyVector()).toEqual({ ok: true });
  });

  it('verifies with the prefix that newer secrets have', () => {
    expect(verifyVector({ secret: `whsec_${vector.secret}` })).toEqual({ ok: true });
  });

  it('verifies whatever version stands before the signature', () => {
    expect(verifyVector({ signature: vector.signature.replace('v1,', 'v2,') })).toEqual({ ok: true });
  });

  it('verifies where one of several signatures and one of several secrets match', () => {
    const signature = `v1,${'A'.repeat(43)}= ${vector.signature}`;
    expect(verifyVector({ signature }, [secret, vector.secret])).toEqual({ ok: true });
  });

  it.each([
    ['body', { body: vector.body.replace('dptx', 'dpty') }],
    ['id', { id: 'msg_other' }],
    ['timestamp', { timestamp: vector.timestamp + 1 }],
    ['signature', { signature: vector.signature.replace('6mFF', '6mFG') }],
    ['secret', { secret }],
  ])('does not verify with another %s', (_what, changes) => {
    expect(verifyVector(changes)).toMatchObject({
      ok: false,
      reason: 'No matching signature found',
      unknownSecret: true,
    });
  });

  it('does not verify without secrets', () => {
    expect(verifyVector({}, []).ok).toBe(false);
  });

  it('is not hindered by a secret that is no key', () => {
    expect(verifyVector({}, ['not base64 at all!', '', vector.secret])).toEqual({ ok: true });
  });
});

describe('the age of a delivery', () => {
  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('of %i seconds verifies: %s', (age, ok) => {
    setClock(vector.timestamp + age);
    expect(verifyVector().ok).toBe(ok);
  });
});

describe('a secret', () => {
  // of a length whose base64 is padded, and with the characters in which base64url differs
  const bytes = Buffer.from('fbefbefbefbefbefbefbefbefbefbefbefbefbfb', 'hex');
  it.each<[string, string]>([
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').replace(/=+$/, '')],
    ['base64url', bytes.toString('base64url')],
    ['any of them after "whsec_"', `whsec_${bytes.toString('base64url')}`],
  ])('may be written in %s', (_what, written) => {
    expect(bytes.toString('base64')).toMatch(/[+/].*=$/);
    const now = Math.floor(Date.now() / 1000);
    const signature = sign(bytes.toString('base64'), 'msg_1', now, '{}');
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(now),
      'webhook-signature': signature,
    };
    expect(verifySignature([written], headers, Buffer.from('{}'))).toEqual({ ok: true });
  });
});

describe('the headers', () => {
  const now = Math.floor(Date.now() / 1000);
  const signed = sign(secret, 'msg_1', now, '{}');
  const other = `v1,${'A'.repeat(43)}=`;

  it('may have the names that Svix gives them', () => {
    const headers = { 'svix-id': 'msg_1', 'svix-timestamp': String(now), 'svix-signature': signed };
    expect(verifySignature([secret], headers, Buffer.from('{}'))).toEqual({ ok: true });
  });

  it.each([
    ['several signatures in one', `${other} ${signed} ${other}`],
    ['several headers of one name, as Node joins them', `${other}, ${signed}`],
    ['other schemes beside', `v1a,c29tZXRoaW5n ${signed}`],
    ['blanks too many', `  ${signed}  `],
  ])('may carry %s', (_what, signature) => {
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(now),
      'webhook-signature': signature,
    };
    expect(verifySignature([secret], headers, Buffer.from('{}'))).toEqual({ ok: true });
  });
});

describe('a body', () => {
  it.each(['{"memo":"日本語 🎉 \u00e9"}', '\ufeff{}', '{ "a" :\r\n 1.0e0 }', ''])(
    'is taken byte by byte: %j',
    (body) => {
      const now = Math.floor(Date.now() / 1000);
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(now),
        'webhook-signature': sign(secret, 'msg_1', now, body),
      };
      expect(verifySignature([secret], headers, Buffer.from(body))).toEqual({ ok: true });
    },
  );

  it('that is no JSON is still judged by its signature', () => {
    const now = Math.floor(Date.now() / 1000);
    const headers = (body: string) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(now),
      'webhook-signature': sign(secret, 'msg_1', now, body),
    });
    expect(verifySignature([secret], headers('{oops'), Buffer.from('{oops')).ok).toBe(true);
    expect(verifySignature([secret], headers('{oops'), Buffer.from('{oopt')).ok).toBe(false);
  });
});
