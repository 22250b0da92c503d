import { EpicorError } from '../../epicor';

/**
 * Sends `items` in as few pieces as the way to Epicor takes: a piece that is too large is halved, down to one item.
 * Nothing of a piece that was too large has been done, so that none of it is sent twice.
 */
export async function inPieces<T>(
  items: readonly T[],
  send: (piece: readonly T[]) => Promise<void>,
): Promise<void> {
  let size = items.length;
  let sent = 0;
  while (sent < items.length) {
    const piece = items.slice(sent, sent + size);
    try {
      await send(piece);
      sent += piece.length;
    } catch (error) {
      if (!isTooLarge(error) || piece.length === 1) throw error;
      size = Math.ceil(piece.length / 2);
    }
  }
}

export function isTooLarge(error: unknown): boolean {
  return error instanceof EpicorError && error.kind === 'too-large';
}
