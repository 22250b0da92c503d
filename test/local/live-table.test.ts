import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { tableLines } from '../../local/live-table';
import type { WatchedRecord } from '../../local/record-watch';
import type { RecordStatus } from '../../workflows/contract';

const now = new Date(2026, 9, 1, 9, 30, 0);
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function record(id: string, view: Partial<RecordStatus>, at = minutesAgo(1)): WatchedRecord {
  const whole: RecordStatus = {
    status: 'Exported',
    reason: '',
    reasonCode: null,
    type: 'CARD_EXPENSE_POST',
    amount: '1,234.50 USD',
    merchant: 'Grainger',
    candidates: [],
    document: '107/BREX-1',
    ...view,
  };
  const url = `http://localhost:8233/namespaces/default/workflows/record%2Fsandbox%2F${id}/run`;
  return { recordId: id, status: whole.status, at, view: whole, url };
}

const waiting = (id: string, at = minutesAgo(5)) =>
  record(
    id,
    {
      status: 'WaitingForVendor',
      reasonCode: 'vendor-ambiguous',
      reason: 'Two vendors are called Fastenal. Choose one with approveVendor.',
      merchant: 'Fastenal',
      document: null,
      candidates: [
        { vendorNum: 347, vendorId: 'FAST', name: 'Fastenal Company', score: 1, hint: 'Knoxville, TN' },
        { vendorNum: 350, vendorId: 'FAST2', name: 'Fastenal Company', score: 1, hint: 'Wichita, KS' },
      ],
    },
    at,
  );

function table(records: WatchedRecord[], columns = 160, rows = 40): string[] {
  const content = { records, connectionId: 'sandbox', uiUrl: 'http://localhost:8233', now };
  return tableLines(content, { columns, rows });
}

const plain = (lines: string[]) => lines.map(stripVTControlCharacters);

describe('the table of records', () => {
  it('says on top how many are in each state', () => {
    const onItsWay: WatchedRecord = { ...record('rec_3', {}), status: 'Posting', view: null };
    const lines = plain(table([record('rec_1', {}), record('rec_2', {}), onItsWay, waiting('rec_4')]));
    expect(lines[0]).toMatch(/^Records of sandbox · http:\/\/localhost:8233 +09:30:00$/);
    expect(lines[1]?.trim()).toBe('1 on its way   2 exported   1 waiting for approval');
  });

  it('gives of a waiting record its amount, reason, vendors, command, page and how long it has waited', () => {
    const text = plain(table([waiting('rec_4')])).join('\n');
    expect(text).toMatch(/● waiting for approval +1,234\.50 USD +Fastenal +5 min/);
    expect(text).toContain('Two vendors are called Fastenal.');
    expect(text).toMatch(/347 +Fastenal Company +Knoxville, TN/);
    expect(text).toContain('npx brex-kinetic approve rec_4 -c sandbox --vendor-num 347 --by <name>');
    expect(text).toContain('/workflows/record%2Fsandbox%2Frec_4/run');
  });

  it.each([
    ['closed-period', 'retry rec_5 -c sandbox --apply-date <date> --by <name>'],
    ['already-in-epicor', 'link rec_5 -c sandbox --vendor-num <number> --invoice-num <number> --by <name>'],
    ['possible-duplicate', 'retry rec_5 -c sandbox --confirm duplicate --by <name>'],
    ['names-open-po', 'retry rec_5 -c sandbox --confirm po --by <name>'],
    ['account-missing', 'retry rec_5 -c sandbox --by <name>'],
  ])('says what to type where the reason is %s', (reasonCode, command) => {
    const lines = plain(table([record('rec_5', { status: 'NeedsAttention', reasonCode, reason: 'Why.' })]));
    expect(lines.join('\n')).toContain(command);
  });

  it('shows who has waited longest first, and the latest that are done below', () => {
    const lines = plain(
      table([
        record('rec_1', { merchant: 'Older' }, minutesAgo(9)),
        record('rec_2', { merchant: 'Newer' }, minutesAgo(2)),
        waiting('rec_new', minutesAgo(3)),
        waiting('rec_old', minutesAgo(30)),
      ]),
    );
    const place = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(place('rec_old')).toBeLessThan(place('rec_new'));
    expect(place('rec_new')).toBeLessThan(place('Newer'));
    expect(place('Newer')).toBeLessThan(place('Older'));
  });

  it('keeps some of the latest, and counts the waiting ones that find no room', () => {
    const many = Array.from({ length: 30 }, (_, index) => waiting(`rec_${index}`));
    const lines = plain(table([...many, record('rec_done', { merchant: 'Uline' })], 80, 23));
    expect(lines.join('\n')).toMatch(/… and \d+ more: http:\/\/localhost:8233/);
    expect(lines.join('\n')).toContain('Uline');
  });

  it.each([
    [80, 23],
    [100, 39],
    [120, 39],
    [200, 60],
    [80, 8],
  ])('fits a terminal of %i columns and %i rows, whatever the texts are', (columns, rows) => {
    const long = { merchant: '株式会社モノタロウ 大阪支店 🧰 '.repeat(5), reason: 'Long words. '.repeat(60) };
    const records = [
      ...Array.from({ length: 12 }, (_, index) => record(`rec_${index}`, long)),
      ...Array.from({ length: 6 }, (_, index) => ({
        ...record(`rec_w${index}`, { ...long, status: 'NeedsAttention' }),
      })),
      waiting('rec_v'),
    ];
    const lines = table(records, columns, rows);
    expect(lines.length).toBeLessThanOrEqual(rows);
    for (const line of plain(lines)) expect(stringWidth(line)).toBeLessThan(columns);
  });

  it('says so where there is no record yet', () => {
    expect(plain(table([]))[1]?.trim()).toBe('none yet');
  });
});
