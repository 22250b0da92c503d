import { listen } from '../support/listen';
import { createWorld } from '../world/world';
import { createControl } from './control';
import { readEnvironment } from './environment';
import { createBrexSandbox } from './sandbox';

/** Runs the stand-in for Brex as a process of its own; prints one line once both ports listen. */
async function main(): Promise<void> {
  const env = readEnvironment(process.env);
  const sandbox = createBrexSandbox({
    world: createWorld({ seed: env.SEED, today: env.TODAY }),
    today: env.TODAY,
    dataFile: env.DATA_FILE,
    webhookUrl: env.WEBHOOK_URL,
    webhookSecret: env.WEBHOOK_SECRET,
    tokens: env.BREX_TOKEN === undefined ? undefined : [env.BREX_TOKEN],
    retryScale: env.RETRY_SCALE,
  });
  const api = await listen(sandbox.app, env.PORT, env.HOST);
  const control = await listen(createControl(sandbox), env.CONTROL_PORT);
  const spend =
    env.SPEND_EVERY_MS > 0 ? setInterval(() => sandbox.bookkeeper.moreSpend(), env.SPEND_EVERY_MS) : null;
  console.log(`sandbox brex ready ${api.url} control ${control.url}`);

  const stop = (): void => {
    if (spend) clearInterval(spend);
    sandbox.close();
    void Promise.all([api.close(), control.close()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(`sandbox brex: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
