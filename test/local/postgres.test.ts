import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../local/ports';
import { startPostgres } from '../../local/postgres';
import { findPostgresBinaries } from '../../local/postgres-binaries';
import { postgresProcess } from './support/postgres-process';

let dataDir: string;
let lines: string[];
const log = (line: string) => void lines.push(line);
const given = process.env.DATABASE_URL;

beforeEach(async () => {
  delete process.env.DATABASE_URL;
  lines = [];
  dataDir = await mkdtemp(join(tmpdir(), 'postgres-'));
});
afterEach(async () => {
  if (given !== undefined) process.env.DATABASE_URL = given;
  await rm(dataDir, { recursive: true, force: true });
});

const start = async () => startPostgres({ dataDir, port: await freePort(), log });

async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = async () =>
  Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** One that has ended but that nobody asked how is not alive. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s*Z/m.test(
      existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '',
    );
  } catch {
    return false;
  }
};

describe('a PostgreSQL of our own', () => {
  it('speaks UTF-8 in locale C', async () => {
    const server = await start();
    const [row] = await ask(
      server.url,
      `select pg_encoding_to_char(encoding) as encoding, datcollate from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ encoding: 'UTF8', datcollate: 'C' });
    await server.stop();
  });

  it('keeps its data over a stop', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    await expect(ask(second.url, 'select answer from kept')).resolves.toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('is gone when it was stopped: no process, nobody on the port', async () => {
    const server = await start();
    const pid = await postmasterPid();
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    await expect(ask(server.url, 'select 1')).rejects.toThrow();
    await expect(server.stop()).resolves.toBeUndefined();
  });

  it('stops though clients are connected', async () => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    await server.stop();
    await client.end();
  });

  it('lets nobody in without its password, which only its owner can read', async () => {
    const server = await start();
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('takes another port where the wanted one is in use', async () => {
    // takes connections and never answers
    const sockets: Socket[] = [];
    const other = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server = await startPostgres({ dataDir, port, log });
    expect(Number(new URL(server.url).port)).not.toBe(port);
    await server.stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('what a former run left behind', () => {
  it('may be a postmaster.pid of a process that is no more', async () => {
    const server = await start();
    await server.stop();
    const gone = spawn('true');
    await new Promise((resolve) => gone.once('exit', resolve));
    await leavePid(gone.pid ?? 0);
    await (await start()).stop();
  });

  it('may be a postmaster.pid whose number is another program’s by now, which is left alone', async () => {
    await (await start()).stop();
    const other = spawn('sleep', ['60']);
    await leavePid(other.pid ?? 0);
    await (await start()).stop();
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill();
  });

  it('may be a server that was killed with SIGKILL in the middle of work', async () => {
    const server = await start();
    await ask(server.url, 'create table committed as select 1 as one');
    process.kill(await postmasterPid(), 'SIGKILL');
    const second = await start();
    await expect(ask(second.url, 'select one from committed')).resolves.toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('may be a server whose starter was killed with SIGKILL', async () => {
    await (await start()).stop();
    const orphan = await startOrphan();
    const server = await start();
    await expect(ask(server.url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    expect(await postmasterPid()).not.toBe(orphan);
    expect(isAlive(orphan)).toBe(false);
    await server.stop();
  });

  it('may be what a starter was at when SIGKILL came: what was committed is there', async () => {
    const options = { dataDir: join(dataDir, 'own'), port: await freePort() };
    const killed = await postgresProcess(dataDir, options);
    await ask(killed.url, 'create table committed as select 1 as one');
    const ended = new Promise((resolve) => killed.process.once('exit', resolve));
    killed.process.kill('SIGKILL');
    await ended;
    const server = await startPostgres({ ...options, log });
    await expect(ask(server.url, 'select one from committed')).resolves.toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('may be half a cluster, of a run that was cut short while making it', async () => {
    await mkdir(join(dataDir, 'cluster.new'));
    await writeFile(join(dataDir, 'cluster.new', 'PG_VERSION'), '17\n');
    await (await start()).stop();
    expect(existsSync(join(dataDir, 'cluster.new'))).toBe(false);
  });

  async function leavePid(pid: number): Promise<void> {
    const cluster = join(dataDir, 'cluster');
    await writeFile(
      join(cluster, 'postmaster.pid'),
      `${pid}\n${cluster}\n1700000000\n54329\n\n127.0.0.1\n\n\n`,
    );
  }

  /** A server of this folder that no process of ours looks after. */
  async function startOrphan(): Promise<number> {
    const { postgres } = await findPostgresBinaries();
    const { uid, gid } = await stat(join(dataDir, 'cluster'));
    const args = ['-D', join(dataDir, 'cluster'), '-p', String(await freePort())];
    const quoted = [postgres, ...args, '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'];
    // the shell ends at once and leaves the server alone
    const shell: ChildProcess = spawn('sh', ['-c', '"$@" >/dev/null 2>&1 & sleep 0.2', 'sh', ...quoted], {
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
      cwd: tmpdir(),
      stdio: 'ignore',
    });
    await new Promise((resolve) => shell.once('exit', resolve));
    while (!existsSync(join(dataDir, 'cluster', 'postmaster.pid')))
      await new Promise((resolve) => setTimeout(resolve, 50));
    return postmasterPid();
  }
});

describe('a folder whose server is in use', () => {
  it('is refused to a second one, naming the process', async () => {
    const server = await start();
    await expect(start()).rejects.toThrow(`is in use by process ${process.pid}`);
    await expect(ask(server.url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    await server.stop();
  });
});

describe('what is in the way', () => {
  it('is said where the password of a cluster is missing', async () => {
    await (await start()).stop();
    await unlink(join(dataDir, 'password'));
    await expect(start()).rejects.toThrow(/password.* is missing: restore it, or begin anew/);
  });

  it('is said where another PostgreSQL made the cluster', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 12, but this is 17/);
  });

  it('is said with the last lines of its log where the server does not come up', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'cluster', 'postgresql.conf'), 'nonsense_setting = on\n');
    await expect(start()).rejects.toThrow(/PostgreSQL did not come up:[\s\S]*nonsense_setting[\s\S]*--fresh/);
  });
});

describe('the libraries of the binaries', () => {
  it('are linked where npm was told to run no install scripts', async () => {
    const { postgres } = await findPostgresBinaries();
    const root = join(dirname(postgres), '..', '..');
    const links = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    // one that the server itself does not load while others run it
    const link = links.find(({ target }) => target.endsWith('libpgtypes.so'))?.target ?? '';
    await unlink(join(root, link));
    await findPostgresBinaries();
    expect(existsSync(join(root, link))).toBe(true);
  });
});

describe('a PostgreSQL that DATABASE_URL names', () => {
  it('is used as it is: nothing is started, nothing is stopped', async () => {
    const server = await start();
    process.env.DATABASE_URL = server.url;
    const used = await startPostgres({ dataDir: join(dataDir, 'unused'), log });
    expect(used.url).toBe(server.url);
    expect(existsSync(join(dataDir, 'unused'))).toBe(false);
    await used.stop();
    await expect(ask(server.url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('is named in words where it cannot be reached, without its password', async () => {
    process.env.DATABASE_URL = `postgres://me:hidden-password@127.0.0.1:${await freePort()}/x`;
    const refusal = await startPostgres({ dataDir, log }).catch((error) => error);
    expect(refusal.message).toContain('named by DATABASE_URL cannot be reached');
    expect(refusal.message).not.toContain('hidden-password');
  });
});

const isRoot = process.getuid?.() === 0;

(isRoot ? describe : describe.skip)('as root', () => {
  it('runs as an unprivileged user, also in a folder that this user cannot reach', async () => {
    // mkdtemp makes folders for their owner only
    const server = await startPostgres({ dataDir: join(dataDir, 'below'), port: await freePort(), log });
    const [row] = await ask(
      server.url,
      `select split_part(pg_read_file('/proc/self/status'), 'Uid:', 2) as uid`,
    );
    expect(Number.parseInt(String(row?.uid), 10)).not.toBe(0);
    await server.stop();
  });
});

describe('as an ordinary user', () => {
  it('starts, serves and stops, from a process of its own', async () => {
    const user: { uid?: number; gid?: number } = isRoot ? nobody() : {};
    const own = join(dataDir, 'own');
    await mkdir(own);
    if (user.uid !== undefined && user.gid !== undefined) await chown(own, user.uid, user.gid);
    const started = await postgresProcess(dataDir, { dataDir: own, port: await freePort() }, user);
    await expect(ask(started.url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    const ended = new Promise((resolve) => started.process.once('exit', resolve));
    started.process.kill('SIGTERM');
    await ended;
    await expect(ask(started.url, 'select 1')).rejects.toThrow();
  });

  function nobody(): { uid: number; gid: number } {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'])));
    return { uid, gid };
  }
});
