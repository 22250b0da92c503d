import { connect } from 'node:net';
import { serve } from '../../webhook-gateway/server';
import { readyEvent, startGateway } from './gateway-fixture';

const host = '127.0.0.1';

describe('stopping', () => {
  it('lets a delivery in flight finish and takes no more', async () => {
    const gateway = await startGateway();
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begun: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const see = gateway.store.ledger.see;
    gateway.store.ledger.see = async (entry) => {
      begun();
      await held;
      return see(entry);
    };
    const delivery = gateway.deliver(readyEvent('accr_1'));
    await reached;
    const closed = gateway.server.close();
    await expect(fetch(`${gateway.url}/healthz`)).rejects.toThrow();
    goOn();
    expect((await delivery).status).toBe(200);
    await closed;
    expect(gateway.started).toHaveLength(1);
  });

  it('drops what does not finish in time', async () => {
    const gateway = await startGateway({ failures: { see: 'hang' }, answerWithinMs: 1_000 });
    const delivery = gateway.deliver(readyEvent('accr_1')).catch(() => 'dropped');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await gateway.server.close(50);
    expect(await delivery).toBe('dropped');
  });
});

describe('a port in use', () => {
  it('is an error that names it', async () => {
    const first = await serve(() => undefined, { port: 0, host });
    await expect(serve(() => undefined, { port: first.port, host })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port: first.port,
    });
    await first.close(0);
  });
});

describe('a sender that dawdles', () => {
  it.each([
    ['headers', 'POST / HTTP/1.1\r\nHost: x\r\n'],
    ['body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{'],
  ])('over its %s is answered 408 and disconnected', async (_what, sent) => {
    const patience = { headersWithinMs: 200, requestWithinMs: 300 };
    const server = await serve(() => undefined, { port: 0, host, ...patience });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, host, () => socket.write(sent));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text));
    });
    await server.close(0);
    expect(answer).toContain('408');
  });
});
