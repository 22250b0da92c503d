import { inPieces } from '../../activities/writing/in-pieces';
import { EpicorError } from '../../epicor';

const tooLarge = new EpicorError({ kind: 'too-large', message: 'HTTP 413', service: 'S', method: 'Update' });

/** Sends to something that takes `most` items at once; what arrived, piece by piece. */
async function sent(count: number, most: number): Promise<number[]> {
  const arrived: number[] = [];
  const items = Array.from({ length: count }, (_, index) => index);
  const seen: number[] = [];
  await inPieces(items, async (piece) => {
    if (piece.length > most) throw tooLarge;
    arrived.push(piece.length);
    seen.push(...piece);
  });
  expect(seen).toEqual(items);
  return arrived;
}

describe('what is too long for one call', () => {
  it('goes whole where it is not', async () => {
    expect(await sent(300, 300)).toEqual([300]);
  });

  it('goes in halves of halves, each item once and in order', async () => {
    expect(await sent(300, 100)).toEqual([75, 75, 75, 75]);
    expect(await sent(5, 2)).toEqual([2, 2, 1]);
  });

  it('fails where a single item is too long', async () => {
    await expect(sent(3, 0)).rejects.toBe(tooLarge);
  });

  it('is not tried in pieces after another failure', async () => {
    let calls = 0;
    const refused = async () => {
      calls += 1;
      throw new Error('no');
    };
    await expect(inPieces([1, 2], refused)).rejects.toThrow('no');
    expect(calls).toBe(1);
  });
});
