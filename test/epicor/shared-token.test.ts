import { sharedToken } from '../../http/shared-token';

/** A token of `lifeMs` per request, named by its number; the clock stands still until it is moved. */
function tokens(lifeMs = 3_600_000) {
  const clock = { at: 1_000_000 };
  let issued = 0;
  const token = sharedToken(
    async () => {
      issued += 1;
      return { value: `token-${issued}`, endsAt: clock.at + lifeMs };
    },
    () => clock.at,
  );
  return { token, clock, issued: () => issued };
}

describe('a shared token', () => {
  it('is asked for once by all who come first together, and kept', async () => {
    const { token, issued } = tokens();
    const got = await Promise.all(Array.from({ length: 5 }, () => token.current()));
    expect([...got, await token.current()]).toEqual(Array(6).fill('token-1'));
    expect(issued()).toBe(1);
  });

  it.each([
    ['a minute before the end of an hour', 3_600_000, 3_539_999],
    ['a tenth before the end of a short life', 10_000, 8_999],
  ])('is renewed %s', async (_, life, still) => {
    const { token, clock } = tokens(life);
    await token.current();
    clock.at += still;
    expect(await token.current()).toBe('token-1');
    clock.at += 1;
    expect(await token.current()).toBe('token-2');
  });

  it('is replaced once for all to whom the same one was refused', async () => {
    const { token, issued } = tokens();
    const refused = await token.current();
    const together = await Promise.all([token.other(refused), token.other(refused), token.other(refused)]);
    expect(together).toEqual(['token-2', 'token-2', 'token-2']);
    // one that was refused the old one, but comes after it was replaced
    expect(await token.other(refused)).toBe('token-2');
    expect(issued()).toBe(2);
  });

  it('is asked for again after it could not be had', async () => {
    let attempt = 0;
    const token = sharedToken(async () => {
      attempt += 1;
      if (attempt === 1) throw new Error('no answer');
      return { value: 'token', endsAt: Date.now() + 60_000 };
    });
    const first = await Promise.allSettled([token.current(), token.current()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(attempt).toBe(1);
    expect(await token.current()).toBe('token');
  });
});
