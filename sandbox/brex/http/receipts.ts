import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { BrexBehaviour } from '../behaviour';

/** Signs what a link may be used for, as presigned links do. */
const signature = (id: string, expires: string): string =>
  createHash('sha256').update(`receipt ${id} ${expires}`).digest('hex').slice(0, 32);

/** Links to receipts on this stand-in, good until they expire. */
export function receiptLinks(
  host: string | undefined,
  { receipts }: BrexBehaviour,
): (receiptId: string) => string {
  const expires = String(Date.now() + receipts.linkMs);
  return (id) =>
    `http://${host ?? 'localhost'}/receipt-files/${id}?expires=${expires}&signature=${signature(id, expires)}`;
}

/** The store that the links lead to. No part of the API: no token, and errors as a file store words them. */
export function serveReceipts(behaviour: () => BrexBehaviour): RequestHandler<{ id: string }> {
  return (request, response) => {
    const { id } = request.params;
    const expires = String(request.query.expires);
    const refuse = (code: string) =>
      response.status(403).type('application/xml').send(`<Error><Code>${code}</Code></Error>`);
    if (request.get('authorization') !== undefined) return void refuse('InvalidRequest');
    if (request.query.signature !== signature(id, expires)) return void refuse('SignatureDoesNotMatch');
    if (Number(expires) <= Date.now()) return void refuse('AccessDenied');
    // as stores do where nobody named a type
    response.type('binary/octet-stream').send(receiptBytes(id, behaviour().receipts.content));
  };
}

/** What a receipt of this id is: always the same bytes. */
export function receiptBytes(id: string, content: BrexBehaviour['receipts']['content']): Buffer {
  switch (content) {
    case 'pdf':
      return Buffer.from(`%PDF-1.4\n% receipt ${id}\n%%EOF\n`);
    case 'png':
      return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(id)]);
    case 'html':
      return Buffer.from('<html>Sign in to see this receipt</html>');
    case 'huge':
      return Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(11 * 1024 * 1024)]);
  }
}
