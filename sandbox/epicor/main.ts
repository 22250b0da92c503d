import { listen } from '../support/listen';
import { enlarged } from '../world/enlarged';
import { createWorld } from '../world/world';
import { createControl } from './control';
import { readEnvironment } from './environment';
import { createEpicorSandbox } from './sandbox';

/** Runs the stand-in for Epicor as a process of its own; prints one line once both ports listen. */
async function main(): Promise<void> {
  const env = readEnvironment(process.env);
  const world = createWorld({ seed: env.SEED, today: env.TODAY });
  const sandbox = createEpicorSandbox({
    seed: enlarged(world.epicor, { accounts: env.ACCOUNTS, vendors: env.VENDORS }),
    ...(env.TODAY === undefined ? {} : { today: env.TODAY }),
    ...(env.DATA_FILE === undefined ? {} : { dataFile: env.DATA_FILE }),
  });
  const api = await listen(sandbox.app, env.PORT, env.HOST);
  const control = await listen(createControl(sandbox), env.CONTROL_PORT);
  console.log(`sandbox epicor ready ${api.url} control ${control.url}`);

  const stop = (): void => {
    sandbox.close();
    void Promise.all([api.close(), control.close()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(`sandbox epicor: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
