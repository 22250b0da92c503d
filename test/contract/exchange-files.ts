import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoggedExchange } from '../../sandbox/support/exchange-log';

/**
 * Hands every exchange recorded in `directory` to `each`, file by file, never holding more than a line.
 * A process that is killed may leave half a last line; anything else that is no JSON is an error that names
 * the file and line.
 */
export async function readExchanges(
  directory: string,
  each: (exchange: LoggedExchange) => void,
): Promise<void> {
  if (!existsSync(directory)) return;
  const names = readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
  for (const name of names.sort()) await readFile(join(directory, name), each);
}

async function readFile(file: string, each: (exchange: LoggedExchange) => void): Promise<void> {
  let number = 0;
  let broken: number | null = null;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    number += 1;
    if (line === '') continue;
    if (broken !== null) throw new Error(`${file}, line ${broken}: no JSON`);
    const exchange = exchangeIn(line);
    if (exchange) each(exchange);
    else broken = number;
  }
}

function exchangeIn(line: string): LoggedExchange | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
