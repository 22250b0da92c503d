import pLimit from 'p-limit';
import { RecordReads } from '../../../activities/connection/record-reads';
import { type Handler, recordLike, reset, type StartedBrex, startBrex } from '../../brex/brex-server';
import { ids, inOneBreath, outcomes } from './gathered';

let brex: StartedBrex;
let reads: RecordReads;
async function start(handler: Handler): Promise<void> {
  brex = await startBrex(handler);
  reads = new RecordReads(brex.client, pLimit(4), inOneBreath);
}
afterEach(() => brex.stop());

const list = '/v3/accounting/records';
const notFound = { status: 404, body: { error_code: 'NOT_FOUND', message: 'not found' } };

/** Serves a list and single records, of all ids but `missing`. */
const serving =
  (missing: readonly string[], listed: Handler): Handler =>
  (request, response) => {
    if (request.path === list) return listed(request, response);
    const id = request.path.slice(list.length + 1);
    return missing.includes(id) ? notFound : { body: recordLike({ id }) };
  };

const itemsOf = (wanted: readonly string[]) => ({
  body: { items: wanted.map((id) => recordLike({ id })), has_next_page: false },
});

const idsOf = (records: readonly unknown[]) =>
  records.map((record) => (record as { id?: string } | null)?.id ?? record);

describe('records that are read together', () => {
  it('cost one call for a hundred of them', async () => {
    await start(serving([], ({ query }) => itemsOf(query.getAll('ids'))));
    const wanted = ids(100);
    expect(idsOf(await outcomes(wanted.map((id) => reads.read(id))))).toEqual(wanted);
    expect(brex.received).toHaveLength(1);
    expect(brex.received[0]?.query.getAll('ids')).toEqual(wanted);
  });

  it('cost the plain call where there is only one', async () => {
    await start(serving([], () => ({ status: 500 })));
    expect((await reads.read('accr_7'))?.id).toBe('accr_7');
    expect(brex.received.map(({ path }) => path)).toEqual([`${list}/accr_7`]);
  });

  it('name each record once, however many ask for it', async () => {
    await start(serving([], ({ query }) => itemsOf(query.getAll('ids'))));
    expect(idsOf(await outcomes(['a', 'b', 'a'].map((id) => reads.read(id))))).toEqual(['a', 'b', 'a']);
    expect(brex.received[0]?.query.getAll('ids')).toEqual(['a', 'b']);
  });

  it('that Brex leaves out are asked for singly before one counts as deleted', async () => {
    await start(
      serving(['accr_3'], ({ query }) =>
        itemsOf(query.getAll('ids').filter((id) => !['accr_3', 'accr_5'].includes(id))),
      ),
    );
    const answers = idsOf(await outcomes(ids(8).map((id) => reads.read(id))));
    expect(answers[3]).toBeNull();
    expect(answers[5]).toBe('accr_5');
    expect(brex.received.map(({ path }) => path).sort()).toEqual([list, `${list}/accr_3`, `${list}/accr_5`]);
  });

  it.each([
    ['404', notFound],
    ['400', { status: 400, body: { error_code: 'INVALID_REQUEST', message: 'no such id' } }],
  ])('are halved where one id spoils the list with %s, at few calls', async (_, refusal) => {
    const refused: Handler = ({ query }) =>
      query.getAll('ids').includes('accr_77') ? refusal : itemsOf(query.getAll('ids'));
    await start(serving(['accr_77'], refused));
    const answers = idsOf(await outcomes(ids(100).map((id) => reads.read(id))));
    expect(answers).toEqual(ids(100).map((id) => (id === 'accr_77' ? null : id)));
    expect(brex.received.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(100)) + 1);
  });

  it('are not hidden by one that cannot be read', async () => {
    await start(
      serving([], () => ({
        body: {
          items: [recordLike({ id: 'a' }), recordLike({ id: 'b', amount: null }), recordLike({ id: 'c' })],
          has_next_page: false,
        },
      })),
    );
    expect(idsOf(await outcomes(['a', 'b', 'c'].map((id) => reads.read(id))))).toEqual([
      'a',
      'bad-reply',
      'c',
    ]);
  });

  it.each([
    ['fails', { status: 500, body: { error_code: 'INTERNAL_ERROR', message: 'unexpected' } }, 'transient'],
    ['answers with a page of a proxy', { body: '<html>gateway</html>' }, 'bad-reply'],
  ])('are not held up by one on which Brex %s', async (_, trouble, kind) => {
    const handler: Handler = ({ path, query }) => {
      const wanted = path === list ? query.getAll('ids') : [path.slice(list.length + 1)];
      if (wanted.includes('accr_9')) return trouble;
      return path === list ? itemsOf(wanted) : { body: recordLike({ id: wanted[0] }) };
    };
    await start(handler);
    // the one that is read as a sample may be the bad one: then a part fails once more
    const answers = new Map<string, unknown>();
    for (let attempt = 0; attempt < 40 && answers.size < 15; attempt += 1) {
      const left = ids(16).filter((id) => !answers.has(id));
      const found = idsOf(await outcomes(left.map((id) => reads.read(id))));
      left.forEach((id, at) => {
        if (found[at] === id) answers.set(id, id);
        else expect(found[at]).toBe(kind);
      });
    }
    expect([...answers.keys()].sort()).toEqual(
      ids(16)
        .filter((id) => id !== 'accr_9')
        .sort(),
    );
  });

  it('cost one more call where everything fails', async () => {
    await start(() => ({ status: 503 }));
    expect(await outcomes(ids(50).map((id) => reads.read(id)))).toEqual(Array(50).fill('transient'));
    expect(brex.received).toHaveLength(2);
  });

  it('fail alike where Brex is out of reach, and nothing is halved', async () => {
    await start((_request, response) => reset(response));
    expect(await outcomes(ids(10).map((id) => reads.read(id)))).toEqual(Array(10).fill('transient'));
    expect(brex.received).toHaveLength(1);
  });

  it('are read again by whoever asks after the call was sent', async () => {
    let version = 0;
    await start(
      serving([], ({ query }) => {
        version += 1;
        return {
          body: { items: query.getAll('ids').map((id) => recordLike({ id, version })), has_next_page: false },
        };
      }),
    );
    const before = ['a', 'b'].map((id) => reads.read(id));
    while (brex.received.length === 0) await new Promise(setImmediate);
    const after = ['a', 'b'].map((id) => reads.read(id));
    expect((await Promise.all(before)).map((record) => record?.version)).toEqual([1, 1]);
    expect((await Promise.all(after)).map((record) => record?.version)).toEqual([2, 2]);
  });
});
