import { type Agent, request } from 'undici';
import { z } from 'zod';
import { BrexError } from './errors';
import type { BrexHttp } from './http';
import { pathOf } from './path';
import { identifier } from './schemas';
import type { BrexReceipt, ReceiptFile } from './types';

const receiptsOf = z
  .object({
    receipts: z.array(z.object({ id: identifier, download_uris: z.array(z.string()).nullish() })).nullish(),
  })
  .transform(({ receipts }): BrexReceipt[] =>
    (receipts ?? []).map(({ id, download_uris }) => ({ id, uris: download_uris ?? [] })),
  );

/** The record's receipts, read anew: their links are good for 15 minutes only (BREX.md 2.3). */
export async function readReceipts(http: BrexHttp, recordId: string): Promise<BrexReceipt[]> {
  try {
    return await http.get(pathOf('/v3/accounting/records', recordId), receiptsOf);
  } catch (error) {
    if (error instanceof BrexError && error.kind === 'not-found') return [];
    throw error;
  }
}

/** A receipt that no repetition makes usable: its link is none that we follow, or it is too large or no receipt. */
export class ReceiptUnusable extends Error {
  override readonly name = 'ReceiptUnusable';
}

/** Larger ones stay in Brex: they travel to Epicor within one JSON text. */
export const mostReceiptBytes = 10 * 1024 * 1024;

/** What a receipt may be, by how its bytes begin; what a header or a name says is not trusted. */
const types: readonly (readonly [extension: string, begins: RegExp])[] = [
  ['pdf', /^%PDF-/],
  ['png', /^\x89PNG\r\n/],
  ['jpg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['heic', /^[\s\S]{4}ftyp(heic|heix|mif1|msf1)/],
  ['tif', /^(II\*\0|MM\0\*)/],
];

const timeoutMs = 60_000;

/**
 * Downloads a receipt from its link, without credentials of ours: the link carries its own. Only https is followed;
 * http only where Brex itself is reached by it on this machine (`local`), as a stand-in is. Throws
 * `ReceiptUnusable`, or another error where trying again with a fresh link may help.
 */
export async function downloadReceipt(uri: string, local: boolean, dispatcher: Agent): Promise<ReceiptFile> {
  if (!isFollowed(uri, local)) throw new ReceiptUnusable('its link is no https address');
  const response = await request(uri, { dispatcher, signal: AbortSignal.timeout(timeoutMs) });
  if (response.statusCode !== 200) {
    await response.body.dump();
    throw new Error(`the receipt's link answered with ${response.statusCode}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > mostReceiptBytes) {
      response.body.destroy();
      throw new ReceiptUnusable(`it is larger than ${mostReceiptBytes / 1024 / 1024} MB`);
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const start = bytes.subarray(0, 16).toString('latin1');
  const [extension] = types.find(([, begins]) => begins.test(start)) ?? [];
  if (extension === undefined) throw new ReceiptUnusable('it is neither a PDF nor a picture');
  return { bytes, extension };
}

function isFollowed(uri: string, local: boolean): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' || (local && protocol === 'http:' && isLoopback(hostname));
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
