import type { ConnectionSettings } from '../../accounting/connection-settings';
import { ConnectionRefused } from '../../store';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeEach(async () => {
  test = await openTestStore();
});
afterEach(() => test.close());

const acme = settingsOf();
const withBrex = (settings: ConnectionSettings, brex: Partial<ConnectionSettings['brex']>) => ({
  ...settings,
  brex: { ...settings.brex, ...brex },
});
const withEpicor = (settings: ConnectionSettings, epicor: Partial<ConnectionSettings['epicor']>) => ({
  ...settings,
  epicor: { ...settings.epicor, ...epicor },
});

describe('saving a connection', () => {
  it('creates it the first time', async () => {
    await expect(test.store.connections.save(acme, secrets)).resolves.toEqual({ created: true, changes: [] });
    await expect(test.store.connections.get('acme')).resolves.toEqual({
      settings: acme,
      learned: {},
      revision: 1,
      updatedAt: expect.any(Date),
    });
    await expect(test.store.connections.secrets('acme')).resolves.toEqual(secrets);
  });

  it('says what changed the second time, secrets by name only', async () => {
    await test.store.connections.save(acme, secrets);
    const saved = await test.store.connections.save(
      { ...acme, mode: 'preview' },
      { ...secrets, epicorApiKey: 'rotated', brexToken: undefined, brexRefreshToken: 'new' },
    );
    expect(saved).toEqual({
      created: false,
      changes: [
        { path: 'mode', before: 'live', after: 'preview' },
        { path: 'secrets.brexRefreshToken', before: null, after: 'another secret' },
        { path: 'secrets.brexToken', before: 'a secret', after: null },
        { path: 'secrets.epicorApiKey', before: 'a secret', after: 'another secret' },
      ],
    });
    await expect(test.store.connections.get('acme')).resolves.toMatchObject({
      settings: { mode: 'preview' },
      revision: 2,
    });
  });

  it('leaves the revision alone where nothing changed', async () => {
    await test.store.connections.save(acme, secrets);
    const before = await test.store.connections.get('acme');
    await expect(test.store.connections.save(acme, secrets)).resolves.toEqual({
      created: false,
      changes: [],
    });
    await expect(test.store.connections.get('acme')).resolves.toEqual(before);
  });

  it('creates it once where two do it at the same moment', async () => {
    const both = await Promise.all([1, 2].map(() => test.store.connections.save(acme, secrets)));
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
  });
});

describe('a connection that is known', () => {
  beforeEach(async () => {
    await test.store.connections.save(withBrex(acme, { companyId: 'cuacc_1' }), secrets);
  });

  it.each([
    ['brex.baseUrl', withBrex(acme, { baseUrl: 'https://api-staging.brex.com' })],
    ['brex.companyId', withBrex(acme, { companyId: 'cuacc_2' })],
    ['epicor.baseUrl', withEpicor(acme, { baseUrl: 'https://erp.example.com/Pilot' })],
    ['epicor.company', withEpicor(acme, { company: 'EPIC07' })],
  ])('is refused another %s, in words, and stays as it was', async (name, changed) => {
    const before = await test.store.connections.get('acme');
    const refusal = await test.store.connections.save(changed, secrets).catch((error) => error);
    expect(refusal).toBeInstanceOf(ConnectionRefused);
    expect(refusal.message).toContain(`"acme" was set up with ${name}`);
    await expect(test.store.connections.get('acme')).resolves.toEqual(before);
  });

  it('takes another spelling of the same base URL', async () => {
    const spelled = withEpicor(withBrex(acme, { companyId: 'cuacc_1' }), {
      baseUrl: 'https://ERP.example.com/Kinetic/',
    });
    await expect(test.store.connections.save(spelled, secrets)).resolves.toMatchObject({ created: false });
  });

  it('keeps its Brex company where the file no longer names it', async () => {
    await test.store.connections.save(acme, secrets);
    await expect(
      test.store.connections.save(withBrex(acme, { companyId: 'cuacc_2' }), secrets),
    ).rejects.toThrow('set up with brex.companyId cuacc_1 and cannot change to cuacc_2');
    await expect(
      test.store.connections.save(withBrex(settingsOf('second'), { companyId: 'cuacc_1' }), secrets),
    ).rejects.toThrow('already joined by connection "acme"');
  });
});

describe('a second connection', () => {
  it('is refused on the Brex company of another, be it named or learned', async () => {
    await test.store.connections.save(acme, secrets);
    await test.store.connections.learn('acme', { brexCompanyId: 'cuacc_1' });
    await expect(test.store.connections.ofCompany('cuacc_1')).resolves.toBe('acme');
    await expect(test.store.connections.ofCompany('cuacc_2')).resolves.toBeNull();
    const second = settingsOf('second');
    await expect(
      test.store.connections.save(withBrex(second, { companyId: 'cuacc_1' }), secrets),
    ).rejects.toThrow('Brex company cuacc_1 is already joined by connection "acme"');
    await test.store.connections.save(second, secrets);
    await expect(test.store.connections.learn('second', { brexCompanyId: 'cuacc_1' })).rejects.toThrow(
      'Brex company cuacc_1 is already joined by connection "acme"',
    );
  });

  it('is refused the group prefix of another in the same Epicor company, whatever its case', async () => {
    await test.store.connections.save(settingsOf('acme', 'BREX'), secrets);
    await expect(test.store.connections.save(settingsOf('second', 'brex'), secrets)).rejects.toThrow(
      'posting.group brex is already used by connection "acme" in Epicor company EPIC06',
    );
  });

  it('may use the same group prefix in another Epicor company', async () => {
    await test.store.connections.save(settingsOf('acme', 'BREX'), secrets);
    const elsewhere = withEpicor(settingsOf('second', 'BREX'), { company: 'EPIC07' });
    await expect(test.store.connections.save(elsewhere, secrets)).resolves.toMatchObject({ created: true });
  });

  it('may not take the group prefix later either', async () => {
    await test.store.connections.save(settingsOf('acme', 'BREX'), secrets);
    await test.store.connections.save(settingsOf('second', 'CARD'), secrets);
    await expect(test.store.connections.save(settingsOf('second', 'BREX'), secrets)).rejects.toBeInstanceOf(
      ConnectionRefused,
    );
  });

  it('is refused where both are made at the same moment', async () => {
    const outcomes = await Promise.allSettled(
      ['one', 'two'].map((id) => test.store.connections.save(settingsOf(id, 'BREX'), secrets)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('what is learned', () => {
  it('is added to what was learned before, and raises the revision', async () => {
    await test.store.connections.save(acme, secrets);
    await test.store.connections.learn('acme', { brexCompanyId: 'cuacc_1', invoiceSave: 'staged' });
    await test.store.connections.learn('acme', { billsReportable: false });
    await test.store.connections.learn('acme', { billsReportable: false });
    await expect(test.store.connections.get('acme')).resolves.toMatchObject({
      learned: { brexCompanyId: 'cuacc_1', invoiceSave: 'staged', billsReportable: false },
      revision: 3,
    });
  });

  it('survives the next save', async () => {
    await test.store.connections.save(acme, secrets);
    await test.store.connections.learn('acme', { integrationId: 'int_1' });
    await test.store.connections.save({ ...acme, mode: 'preview' }, secrets);
    await expect(test.store.connections.get('acme')).resolves.toMatchObject({
      learned: { integrationId: 'int_1' },
    });
  });

  it('is refused where the credentials are of another Brex company than before', async () => {
    await test.store.connections.save(acme, secrets);
    await test.store.connections.learn('acme', { brexCompanyId: 'cuacc_1' });
    await expect(test.store.connections.learn('acme', { brexCompanyId: 'cuacc_2' })).rejects.toThrow(
      'belongs to Brex company cuacc_1, but its credentials are of company cuacc_2',
    );
  });
});

describe('reading connections', () => {
  it('lists them in order of id', async () => {
    await test.store.connections.save(settingsOf('zeta'), secrets);
    await test.store.connections.save(settingsOf('alpha'), secrets);
    const listed = await test.store.connections.list();
    expect(listed.map(({ settings }) => settings.id)).toEqual(['alpha', 'zeta']);
  });

  it('says how to make one that is not there', async () => {
    await expect(test.store.connections.get('nobody')).resolves.toBeNull();
    await expect(test.store.connections.secrets('nobody')).rejects.toThrow('brex-kinetic connect');
  });
});
