import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoggedExchange } from '../../sandbox/support/exchange-log';

/**
 * Hands every exchange recorded in `directory` to `each`, file by file, never holding more than a line; gives
 * their number. A process that is killed may leave half a last line; anything else that is no JSON is an error
 * that names the file and line.
 */
export async function readExchanges(
  directory: string,
  each: (exchange: LoggedExchange) => void,
): Promise<number> {
  if (!existsSync(directory)) return 0;
  const names = readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
  let count = 0;
  for (const name of names.sort()) count += await readFile(join(directory, name), each);
  return count;
}

async function readFile(file: string, each: (exchange: LoggedExchange) => void): Promise<number> {
  let count = 0;
  let number = 0;
  let broken: number | null = null;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    number += 1;
    if (line === '') continue;
    if (broken !== null) throw new Error(`${file}, line ${broken}: no JSON`);
    const exchange = exchangeIn(line);
    if (exchange) {
      each(exchange);
      count += 1;
    } else broken = number;
  }
  return count;
}

function exchangeIn(line: string): LoggedExchange | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
