import { ReceiptUnusable } from '../../brex';
import { type Answer, startBrex } from './brex-server';

type Started = Awaited<ReturnType<typeof startBrex>>;
let brex: Started;
afterEach(() => brex.stop());

async function start(answer: Answer): Promise<string> {
  brex = await startBrex(() => answer);
  return `${brex.baseUrl}/file.pdf`;
}

describe("a record's receipts", () => {
  it('come with their links, where Brex gives some', async () => {
    await start({
      body: {
        receipts: [
          { id: 'r1', download_uris: ['https://files.example/1'] },
          { id: 'r2', download_uris: null },
        ],
      },
    });
    expect(await brex.client.receipts('accr_1')).toEqual([
      { id: 'r1', uris: ['https://files.example/1'] },
      { id: 'r2', uris: [] },
    ]);
  });

  it.each([[{ receipts: null }], [{}]])('may be absent: %j', async (body) => {
    await start({ body });
    expect(await brex.client.receipts('accr_1')).toEqual([]);
  });
});

describe('a receipt', () => {
  it('is downloaded without our token, and known by its bytes', async () => {
    const link = await start({
      body: '%PDF-1.7 receipt',
      headers: { 'content-type': 'binary/octet-stream' },
    });
    expect(await brex.client.downloadReceipt(link)).toMatchObject({ extension: 'pdf' });
    expect(brex.received[0]?.headers.authorization).toBeUndefined();
  });

  it.each(['http://files.example/1.pdf', 'file:///etc/passwd', 'ftp://files.example/1', 'no link'])(
    'is not fetched from %s',
    async (link) => {
      await start({ body: '%PDF-1.7' });
      await expect(brex.client.downloadReceipt(link)).rejects.toThrow(ReceiptUnusable);
      expect(brex.received).toEqual([]);
    },
  );

  it('is not fetched from this machine where Brex is elsewhere', async () => {
    const link = await start({ body: '%PDF-1.7' });
    const { createBrexClient } = await import('../../brex');
    const real = createBrexClient({ baseUrl: 'https://api.brex.com', token: 't' });
    await expect(real.downloadReceipt(link)).rejects.toThrow('its link is no https address');
    await real.close();
  });

  it('is unusable where it is a page, whatever its type says', async () => {
    const link = await start({ body: '<html>', headers: { 'content-type': 'application/pdf' } });
    await expect(brex.client.downloadReceipt(link)).rejects.toThrow(ReceiptUnusable);
  });

  it('may be tried again where its link has expired; a redirect is not followed', async () => {
    const link = await start({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    const failure = await brex.client.downloadReceipt(link).catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(ReceiptUnusable);
    expect(String(failure)).toContain('answered with 302');
  });
});
