import { openConnection } from '../../cli/open-connection';
import { differenceLines } from '../../cli/references/difference';
import type { StoredFieldValue } from '../../sandbox/brex/model/state';
import { type ReferenceResult, referenceStartOptions, referenceWorkflowType } from '../../workflows/contract';
import { exportRecord, until, untilWaiting } from '../support/booking';
import { denyInEpicor } from '../support/denials';
import { type Stack, startStack } from '../support/stack';

const changes = /^(POST|PUT|DELETE) \/v1\/fields/;

/** Brex has no field of segment 4 yet; that of segment 3 is one that a person made. */
const settings = {
  '3: { field: location, default: "000" }': '3: { field: site, default: "000" }',
  '4: { field: product_line, default: "00" }': '4: { field: epicor_line, default: "00" }',
};

/** Epicor's codes become values that people choose in Brex (BREX.md 2.6, EPICOR.md 6). */
describe('syncReferences', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings });
    stack.brex.state.fields.push({
      brex_id: 'ef_made_by_hand',
      name: 'Site',
      remote_id: null,
      group: 'ACCOUNTING',
      is_disabled: false,
      updated_at: '2026-01-01T00:00:00Z',
    });
  });
  afterEach(() => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
    stack.brex.behave({ deniedScopes: [] });
  });
  afterAll(() => stack?.stop());

  const sync = (): Promise<ReferenceResult> =>
    stack.temporal.workflow.execute(
      referenceWorkflowType,
      referenceStartOptions({ connectionId: stack.connectionId }, stack.postingQueue),
    );

  const plan = (): Promise<string[]> => openConnection(stack.store, stack.connectionId, differenceLines);

  const fieldOf = (remoteId: string) =>
    stack.brex.state.fields.find(({ remote_id }) => remote_id === remoteId);

  const valuesOf = (remoteId: string): StoredFieldValue[] => {
    const id = fieldOf(remoteId)?.brex_id;
    return stack.brex.state.fieldValues.filter(({ field_id }) => field_id === id);
  };

  const theValue = (remoteId: string, code: string) => {
    const found = valuesOf(remoteId).filter(({ remote_id }) => remote_id === code);
    expect(found).toHaveLength(1);
    return found[0];
  };

  /** Requests that change something in Brex's fields, by kind. */
  const writesOf = async (act: () => Promise<unknown>): Promise<Record<string, number>> => {
    stack.brex.calls.reset();
    await act();
    const counts = Object.entries(stack.brex.calls.counts()).filter(([name]) => changes.test(name));
    return Object.fromEntries(counts);
  };

  it('prints the difference, and writes nothing by it', async () => {
    let lines: string[] = [];
    const writes = await writesOf(async () => {
      lines = await plan();
    });
    expect(writes).toEqual({});
    expect(lines).toContain(
      'Segment 4 (Product line) → new Brex field "Product line (Epicor)", remote id epicor_line',
    );
    expect(lines).toContain('  + 20 Power Transmission');
    expect(fieldOf('epicor_line')).toBeUndefined();
  });

  it('makes the field that Brex does not have, for our integration, with each code as remote id and value id', async () => {
    const result = await sync();
    expect(result).toMatchObject({ preview: false, fields: 1 });
    const { integrationId } = (await stack.store.connections.get(stack.connectionId))?.learned ?? {};
    expect(integrationId).toBeDefined();
    expect(fieldOf('epicor_line')).toMatchObject({
      name: 'Product line (Epicor)',
      group: 'ERP',
      integration_id: integrationId,
    });
    expect(valuesOf('epicor_line').map(({ value }) => value)).toEqual([
      '00 No product line',
      '10 Fasteners',
      '20 Power Transmission',
      '30 Hydraulics',
      '40 Welding and Gas',
      '50 Safety',
      '60 Electrical',
      '70 Packaging',
    ]);
    expect(theValue('epicor_line', '20')).toMatchObject({
      remote_id: '20',
      value_id: '20',
      is_disabled: false,
    });
  });

  it('changes nothing the second time', async () => {
    expect(await writesOf(sync)).toEqual({});
    // the field of the sites was made by a person
    expect(await plan()).toEqual([
      'Nothing to push, but see what is left as it is:',
      expect.stringMatching(/^! Segment 3 \(Site\), field site: /),
    ]);
  });

  it('takes over what stands in Brex with a code of Epicor, under the name that it has there', () => {
    expect(theValue('department', '10')?.value).toBe('Sales');
    expect(theValue('department', '00')?.value).toBe('00 No department');
  });

  it('does not touch a field that a person made, and says what to do', async () => {
    const { notices } = await sync();
    expect(notices).toEqual([
      expect.stringMatching(
        /Segment 3 \(Site\), field site: the field "Site" was made in Brex.*not touched.*mapping\.segments\.3\.field/,
      ),
    ]);
    expect(stack.brex.state.fieldValues.filter(({ field_id }) => field_id === 'ef_made_by_hand')).toEqual([]);
  });

  it('makes no second field where a person renamed the first, and raises a notice until it is mended', async () => {
    const id = exportRecord(stack, { merchant: 'uline', amount: '48.00', account: '6520|60|100|00' });
    await untilWaiting(stack, id, 'account-missing');
    const key = { connectionId: stack.connectionId, recordId: id };
    const snapshot = await stack.store.drafts.snapshot(key);
    if (!snapshot) throw new Error('the record was read');
    const names = { ...snapshot.names, fields: { ...snapshot.names.fields, ef_made_by_hand: 'Site' } };
    await stack.store.drafts.saveSnapshot(key, snapshot.record.version, { ...snapshot, names });
    const field = stack.brex.state.fields.find(({ brex_id }) => brex_id === 'ef_made_by_hand');
    if (!field) throw new Error('a person made a field');
    const told = async () =>
      (await stack.store.notices.open(stack.connectionId)).map(({ message }) => message);

    field.name = 'Branch';
    expect(await writesOf(sync)).toEqual({});
    await sync();
    expect(await told()).toEqual([
      expect.stringContaining(
        'this field is now called "Branch" in Brex, so nothing is coded by it and lines take the default "000"',
      ),
    ]);
    field.name = 'Site';
    await sync();
    expect(await told()).toEqual([]);
  });

  it('follows codes that are new, renamed, deactivated and active again in Epicor', async () => {
    stack.epicor.setSegmentValue({ segment: 4, code: '80', name: 'Abrasives' });
    stack.epicor.setSegmentValue({ segment: 4, code: '30', name: 'Fluid Power' });
    stack.epicor.setSegmentValue({ segment: 4, code: '40', name: 'Welding and Gas', active: false });
    stack.epicor.setSegmentValue({ segment: 2, code: '10', name: 'Sales East' });
    expect((await plan()).join('\n')).toMatch(
      /\+ 80 Abrasives\n.*"30 Hydraulics" → "30 Fluid Power"\n.*"40 Welding and Gas" disabled: it is inactive in Epicor/,
    );
    expect(await sync()).toMatchObject({ created: 1, changed: 3 });
    expect(theValue('epicor_line', '80')?.value).toBe('80 Abrasives');
    expect(theValue('epicor_line', '30')?.value).toBe('30 Fluid Power');
    expect(theValue('epicor_line', '40')?.is_disabled).toBe(true);
    expect(theValue('department', '10')?.value).toBe('10 Sales East');

    stack.epicor.setSegmentValue({ segment: 4, code: '40', name: 'Welding and Gas' });
    expect(await sync()).toMatchObject({ created: 0, changed: 1 });
    expect(theValue('epicor_line', '40')?.is_disabled).toBe(false);
    expect(await writesOf(sync)).toEqual({});
  });

  it('disables a code whose time is over, and makes none whose time has not come', async () => {
    stack.epicor.setSegmentValue({ segment: 4, code: '80', name: 'Abrasives', effectiveTo: '2020-12-31' });
    stack.epicor.setSegmentValue({ segment: 4, code: '81', name: 'Adhesives', effectiveFrom: '2999-01-01' });
    await sync();
    expect(theValue('epicor_line', '80')?.is_disabled).toBe(true);
    expect(valuesOf('epicor_line').some(({ remote_id }) => remote_id === '81')).toBe(false);
  });

  it('leaves values alone that a person made, also one of the same name as a new code', async () => {
    const made = (value: string): StoredFieldValue => ({
      brex_id: `efo_hand_${value}`,
      field_id: fieldOf('epicor_line')?.brex_id ?? '',
      value,
      value_id: null,
      remote_id: null,
      is_disabled: false,
      updated_at: '2026-01-01T00:00:00Z',
    });
    const byHand = [made('Odds and ends'), made('82 Tapes')];
    stack.brex.state.fieldValues.push(...byHand.map((value) => ({ ...value })));
    stack.epicor.setSegmentValue({ segment: 4, code: '82', name: 'Tapes' });
    await sync();
    expect(valuesOf('epicor_line').filter(({ remote_id }) => remote_id === null)).toEqual(byHand);
    expect(theValue('epicor_line', '82')?.value).toBe('82 Tapes (Epicor)');
  });

  it('leaves one of ours disabled that a person disabled in Brex, and says so', async () => {
    const fasteners = theValue('epicor_line', '10');
    if (fasteners) fasteners.is_disabled = true;
    let result: ReferenceResult | undefined;
    const writes = await writesOf(async () => {
      result = await sync();
    });
    expect(writes).toEqual({});
    expect(result?.notices).toContainEqual(
      expect.stringContaining('"10 Fasteners" (10) was disabled in Brex and stays so'),
    );
  });

  it('makes a value again that was deleted in Brex', async () => {
    const { state } = stack.brex;
    state.fieldValues = state.fieldValues.filter((value) => value !== theValue('epicor_line', '50'));
    expect(await sync()).toMatchObject({ created: 1 });
    expect(theValue('epicor_line', '50')?.value).toBe('50 Safety');
  });

  it.each(['commit-then-drop', 'reset'] as const)(
    'creates each value once although the answer is lost (%s)',
    async (fault) => {
      const code = fault === 'reset' ? '83' : '84';
      stack.epicor.setSegmentValue({ segment: 4, code, name: 'Chains' });
      stack.brex.faults.arm({ fault, match: { method: 'POST', path: '/values' } });
      await sync();
      expect(theValue('epicor_line', code)?.value).toBe(`${code} Chains`);
      expect(await writesOf(sync)).toEqual({});
    },
  );

  it('repeats a creation that got no answer under the same idempotency key', async () => {
    stack.epicor.setSegmentValue({ segment: 4, code: '85', name: 'Belts' });
    // Brex takes it, but shows it only after our next look
    stack.brex.faults.arm({
      fault: 'drop-then-commit-later',
      delayMs: 500,
      match: { method: 'POST', path: '/values' },
    });
    await sync();
    await stack.brex.faults.settled();
    theValue('epicor_line', '85');
  });

  it('pushes thousands of codes in batches of at most 1000', async () => {
    for (let code = 1000; code < 3100; code += 1)
      stack.epicor.setSegmentValue({ segment: 4, code: String(code), name: `Line ${code}` });
    const writes = await writesOf(sync);
    expect(writes).toEqual({ 'POST /v1/fields/:field_id/values': 3 });
    expect(valuesOf('epicor_line').filter(({ remote_id }) => (remote_id ?? '').length === 4)).toHaveLength(
      2100,
    );
  });

  it('takes the rest of a batch where Brex refuses one value, and names that one', async () => {
    for (const code of ['86', '87', '88']) stack.epicor.setSegmentValue({ segment: 4, code, name: 'Wire' });
    stack.brex.faults.arm({
      fault: 'status',
      status: 400,
      body: { type: 'BAD_REQUEST', message: 'value is too long' },
      match: { method: 'POST', path: '/values', body: '87 Wire', times: 0 },
    });
    const { notices } = await sync();
    expect(notices).toContainEqual(expect.stringMatching(/does not take the code 87: .*value is too long/));
    theValue('epicor_line', '86');
    theValue('epicor_line', '88');
    expect(valuesOf('epicor_line').some(({ remote_id }) => remote_id === '87')).toBe(false);
  });

  it('ends with the reason where the token may not write, and leaves its trace in the audit trail', async () => {
    stack.brex.behave({ deniedScopes: ['field_values.write'] });
    const { notices } = await sync();
    expect(notices).toEqual([
      expect.stringMatching(/Brex refused the request: .*Insufficient scope.*scopes of the Brex token/),
    ]);
  });

  it('ends with the reason where Epicor does not let the codes be read', async () => {
    denyInEpicor(stack, 'Erp.BO.COASegValuesSvc');
    const { notices } = await sync();
    expect(notices).toEqual([
      expect.stringMatching(/may not use Erp\.BO\.COASegValuesSvc.*Ask the Epicor administrator/),
    ]);
  });

  it('says that the integration may not be active where Brex refuses a new field', async () => {
    const { state } = stack.brex;
    const [integration] = state.integrations;
    if (integration) integration.status = 'DISABLED';
    state.fields = state.fields.filter(({ remote_id }) => remote_id !== 'epicor_line');
    const { notices } = await sync();
    expect(notices).toContainEqual(
      expect.stringMatching(/does not make the field .*integration int_.* may not be active/),
    );
    if (integration) integration.status = 'ACTIVE';
    expect(await sync()).toMatchObject({ fields: 1 });
  });

  it('runs by its schedule', async () => {
    stack.epicor.setSegmentValue({ segment: 4, code: '91', name: 'Bearings' });
    await stack.reconnect({ 'referenceSync: off': 'referenceSync: 1h' });
    await until('the new code is in Brex', async () =>
      valuesOf('epicor_line').some(({ value }) => value === '91 Bearings'),
    );
  });

  it('only says what it would do in preview', async () => {
    await stack.reconnect({ 'mode: live': 'mode: preview' });
    // settings are looked at again every few seconds
    await until('the worker knows that it is preview', async () => {
      stack.epicor.setSegmentValue({ segment: 4, code: '89', name: 'Springs', active: false });
      return (await sync()).preview;
    });
    stack.epicor.setSegmentValue({ segment: 4, code: '89', name: 'Springs' });
    let result: ReferenceResult | undefined;
    const writes = await writesOf(async () => {
      result = await sync();
    });
    expect(writes).toEqual({});
    expect(result).toMatchObject({ preview: true, created: expect.any(Number) });
    expect(result?.created).toBeGreaterThan(0);
  });
});
