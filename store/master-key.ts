import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const variable = 'BREX_KINETIC_MASTER_KEY';
const keyBytes = 32;
const fileName = 'master-key';

/** The master key is missing, malformed, badly kept, or not the one that secrets were encrypted with. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
}

/**
 * The key that encrypts secrets and workflow payloads: BREX_KINETIC_MASTER_KEY (32 bytes in base64), else, except
 * in production, a file of `dataDir` that is made on first use and readable by its owner only.
 */
export async function loadMasterKey(
  env: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<Uint8Array> {
  const text = env[variable];
  if (text) return decodeKey(text, variable);
  if (env.NODE_ENV === 'production') {
    throw new MasterKeyError(
      `${variable} is not set. Make a key with "openssl rand -base64 32", keep it safe, and set it for every process.`,
    );
  }
  return keyOfFile(join(dataDir, fileName), dataDir);
}

/** Names a key without telling anything of it. */
export function keyId(masterKey: Uint8Array): string {
  return createHmac('sha256', masterKey).update('brex-kinetic key id').digest('hex').slice(0, 16);
}

/** A key for one purpose, so that no two uses share one. */
export function deriveKey(masterKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), `brex-kinetic ${purpose}`, keyBytes));
}

export function requireKeyLength(masterKey: Uint8Array): void {
  if (masterKey.length !== keyBytes)
    throw new MasterKeyError(
      `${variable} must be ${keyBytes} bytes in base64; this one has ${masterKey.length} bytes.`,
    );
}

async function keyOfFile(path: string, dataDir: string): Promise<Uint8Array> {
  const kept = await readKept(path);
  if (kept !== null) return kept;
  await mkdir(dataDir, { recursive: true });
  // written aside and linked into place: of two processes one wins, and neither reads half a key
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const made = await readKept(path);
  if (made === null) throw new MasterKeyError(`The key file ${path} vanished while it was made.`);
  return made;
}

async function readKept(path: string): Promise<Uint8Array | null> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new MasterKeyError(
        `The key file ${path} can be read by others: run "chmod 600 ${path}", or set ${variable}.`,
      );
    }
    return decodeKey(await readFile(path, 'utf8'), `The key file ${path}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Node decodes base64 leniently, so that the text is compared with what its bytes encode to. */
function decodeKey(text: string, name: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== keyBytes || bytes.toString('base64') !== text.trim()) {
    throw new MasterKeyError(
      `${name} is not ${keyBytes} bytes in base64. Make a key with "openssl rand -base64 32".`,
    );
  }
  return new Uint8Array(bytes);
}
