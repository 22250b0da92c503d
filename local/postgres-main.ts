import { startPostgres } from './postgres';

/**
 * PostgreSQL of `npm start`, in a process group of its own: Ctrl-C at the terminal must not end the database
 * before those who write to it. Environment: POSTGRES_FOLDER. Prints one line with its URL when it is ready.
 */
async function main(): Promise<void> {
  const dataDir = process.env.POSTGRES_FOLDER;
  if (!dataDir) throw new Error('POSTGRES_FOLDER is not set: name the folder of the cluster.');
  const server = await startPostgres({ dataDir, log: (line) => console.log(line) });
  console.log(`PostgreSQL ready: ${server.url}`);
  const stop = () => {
    server.stop().then(
      () => process.exit(0),
      (error: Error) => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: Error): void {
  console.error(error.message);
  process.exit(1);
}

main().catch(fail);
