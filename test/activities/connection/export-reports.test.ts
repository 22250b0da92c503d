import pLimit from 'p-limit';
import { ExportReports, type Told } from '../../../activities/connection/export-reports';
import type { ExportResult } from '../../../brex';
import { type Answer, type Handler, reset, type StartedBrex, startBrex } from '../../brex/brex-server';
import { ids, inOneBreath } from './gathered';

let brex: StartedBrex;
let reports: ExportReports;
async function start(handler: Handler): Promise<void> {
  brex = await startBrex(handler);
  reports = new ExportReports(brex.client, pLimit(4), inOneBreath);
}
afterEach(() => brex.stop());

const booked = (recordId: string): ExportResult => ({ recordId, success: { referenceId: `of ${recordId}` } });
const tellAll = (wanted: readonly string[]): Promise<Told[]> =>
  Promise.all(wanted.map((id) => reports.tell(booked(id))));

/** "ok", or the kind of the refusal; "?" where Brex may have the report of an earlier request. */
const short = ({ refusal, perhapsTaken }: Told): string =>
  `${refusal?.kind ?? 'ok'}${perhapsTaken ? '?' : ''}`;

const idsIn = (body: string): string[] =>
  (JSON.parse(body) as { results: { accounting_record_id: string }[] }).results.map(
    ({ accounting_record_id }) => accounting_record_id,
  );
const requests = (): string[][] => brex.received.map(({ body }) => idsIn(body));

const updated = (wanted: readonly string[]): Answer => ({ body: { updated_accounting_record_ids: wanted } });
const notReady = (details?: object): Answer => ({
  status: 422,
  body: {
    error_code: 'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT',
    message: 'Only …',
    ...(details ? { details } : {}),
  },
});

/** Takes all or nothing, as a request with these ids in it is refused. */
const atomic =
  (bad: readonly string[], refusal: (named: string[]) => Answer): Handler =>
  ({ body }) => {
    const named = idsIn(body).filter((id) => bad.includes(id));
    return named.length > 0 ? refusal(named) : updated(idsIn(body));
  };

describe('results that are reported together', () => {
  it('cost one call for a hundred of them, successes and failures alike', async () => {
    await start(({ body }) => updated(idsIn(body)));
    const told = await Promise.all([
      ...ids(99).map((id) => reports.tell(booked(id))),
      reports.tell({ recordId: 'accr_returned', failure: { message: 'Code it.' } }),
    ]);
    expect(told.map(short)).toEqual(Array(100).fill('ok'));
    expect(requests()).toEqual([[...ids(99), 'accr_returned']]);
  });

  it('never name a record twice in one request', async () => {
    await start(({ body }) => updated(idsIn(body)));
    expect((await tellAll(['a', 'b', 'a', 'a'])).map(short)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(requests()).toEqual([['a', 'b'], ['a'], ['a']]);
  });

  it('are sent again without the one that Brex names as not ready', async () => {
    await start(
      atomic(['accr_6'], (named) => notReady({ not_ready_for_export_accounting_record_ids: named })),
    );
    const told = (await tellAll(ids(100))).map(short);
    expect(told[6]).toBe('not-ready');
    expect(told.filter((one) => one === 'ok?')).toHaveLength(99);
    expect(requests()).toHaveLength(2);
  });

  it('are sent again without those that are gone, then without those that are not ready', async () => {
    const gone: Handler = ({ body }, response) => {
      const named = idsIn(body).filter((id) => id === 'b');
      if (named.length === 0)
        return atomic(['d'], (bad) => notReady({ not_ready_for_export_accounting_record_ids: bad }))(
          brex.received.at(-1) as never,
          response,
        );
      const details = { not_found_export_entry_source_ids: named };
      return { status: 404, body: { error_code: 'NOT_FOUND', message: 'not found', details } };
    };
    await start(gone);
    expect((await tellAll(['a', 'b', 'c', 'd'])).map(short)).toEqual([
      'ok?',
      'not-found',
      'ok?',
      'not-ready?',
    ]);
    expect(requests()).toEqual([
      ['a', 'b', 'c', 'd'],
      ['a', 'c', 'd'],
      ['a', 'c'],
    ]);
  });

  it('are halved where Brex does not say which one is not ready, at few calls', async () => {
    await start(atomic(['accr_42'], () => notReady()));
    const told = (await tellAll(ids(100))).map(short);
    expect(told[42]).toBe('not-ready?');
    expect(told.filter((one) => one === 'ok?')).toHaveLength(99);
    expect(requests().length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(100)) + 1);
  });

  it.each([400, 413])('are halved where %d says that they are too many', async (status) => {
    await start(({ body }) => (idsIn(body).length > 30 ? { status, body: '' } : updated(idsIn(body))));
    expect((await tellAll(ids(100))).map(short)).toEqual(Array(100).fill('ok?'));
    expect(requests().map(({ length }) => length)).toEqual([100, 50, 25, 25, 50, 25, 25]);
  });

  it('may have been taken where the request was refused for others', async () => {
    const taken = new Set<string>();
    await start(({ body }) => {
      const named = idsIn(body).filter((id) => id === 'bad' || taken.has(id));
      for (const id of idsIn(body)) if (id !== 'bad') taken.add(id);
      return named.length > 0
        ? notReady({ not_ready_for_export_accounting_record_ids: named })
        : updated(idsIn(body));
    });
    expect((await tellAll(['a', 'bad', 'c'])).map(short)).toEqual(['not-ready?', 'not-ready', 'not-ready?']);
  });

  it('are not confirmed where the answer does not name them', async () => {
    await start(() => updated(['a', 'c']));
    expect((await tellAll(['a', 'b', 'c'])).map(short)).toEqual(['ok', 'unconfirmed', 'ok']);
  });

  it('are all lost where the answer is lost, and not sent again', async () => {
    await start((_request, response) => reset(response));
    expect((await tellAll(ids(10))).map(short)).toEqual(Array(10).fill('lost-answer'));
    expect(requests()).toHaveLength(1);
  });

  it('go alone where they are told to', async () => {
    await start(({ body }) => updated(idsIn(body)));
    const told = await Promise.all([
      ...ids(3).map((id) => reports.tell(booked(id))),
      reports.tellAlone(booked('bad')),
    ]);
    expect(told.map(short)).toEqual(Array(4).fill('ok'));
    expect(requests().sort()).toEqual([ids(3), ['bad']]);
  });

  it.each([
    [429, 'rate-limited'],
    [403, 'denied'],
    [503, 'lost-answer'],
  ])('are all refused by %d, and not sent again', async (status, kind) => {
    await start(() => ({ status }));
    expect((await tellAll(ids(10))).map(short)).toEqual(Array(10).fill(kind));
    expect(requests()).toHaveLength(1);
  });
});
