import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { connectTemporal, postingQueue, temporalSettings } from '../../temporal/connection';
import { createDataConverter } from '../../temporal/data-converter';

const noFile = { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };

describe('the settings of Temporal', () => {
  it('are localhost:7233 and the namespace default where nothing is set', () => {
    expect(temporalSettings(noFile)).toMatchObject({ address: 'localhost:7233', namespace: 'default' });
  });

  it('come from the environment', () => {
    const settings = temporalSettings({
      ...noFile,
      TEMPORAL_ADDRESS: 'temporal.example.com:7233',
      TEMPORAL_NAMESPACE: 'books',
      TEMPORAL_API_KEY: 'key',
    });
    expect(settings).toMatchObject({ address: 'temporal.example.com:7233', namespace: 'books' });
    expect(settings.connectionOptions).toMatchObject({ address: 'temporal.example.com:7233', apiKey: 'key' });
  });
});

describe('the task queue', () => {
  it('is the one of the contract unless the deployment names another', () => {
    expect(postingQueue({})).toBe('posting');
    expect(postingQueue({ BREX_KINETIC_TASK_QUEUE: 'posting-eu' })).toBe('posting-eu');
  });
});

describe('connecting', () => {
  it('names address and setting where no server answers', async () => {
    const address = `127.0.0.1:${await unusedPort()}`;
    const connecting = connectTemporal({
      dataConverter: createDataConverter(randomBytes(32)),
      env: { ...noFile, TEMPORAL_ADDRESS: address },
    });
    await expect(connecting).rejects.toThrow(`Temporal is not reached at ${address}`);
    await expect(connecting).rejects.toThrow('TEMPORAL_ADDRESS');
  });

  it('waits with it until the first call where it is lazy', async () => {
    const client = await connectTemporal({
      dataConverter: createDataConverter(randomBytes(32)),
      env: { ...noFile, TEMPORAL_ADDRESS: `127.0.0.1:${await unusedPort()}`, TEMPORAL_NAMESPACE: 'books' },
      lazy: true,
      identity: 'gateway',
    });
    expect(client.options).toMatchObject({ namespace: 'books', identity: 'gateway' });
    await client.connection.close();
  });
});

/** A port on which nothing listens: taken from the system and given back. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
