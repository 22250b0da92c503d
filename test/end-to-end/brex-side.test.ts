import { Command } from 'commander';
import { addBrexCommands } from '../../cli/brex-commands';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  until,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '27.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '27.00', '2110|00|000|00': '-27.00' };

/** What a connection has in Brex beside its records: an integration, a webhook endpoint with its secrets, a live token. */
describe("a connection's side in Brex", () => {
  let stack: Stack;
  const { DATABASE_URL } = process.env;

  beforeAll(async () => {
    stack = await startStack();
    process.env.DATABASE_URL = stack.databaseUrl;
  });
  afterAll(async () => {
    if (DATABASE_URL === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = DATABASE_URL;
    await stack?.stop();
  });

  /** Runs brex-kinetic with these arguments; what it said, or why it failed. */
  async function command(...args: string[]): Promise<string> {
    const said: string[] = [];
    const program = new Command().exitOverride();
    addBrexCommands(program, (line) => said.push(line));
    try {
      await program.parseAsync(args, { from: 'user' });
    } catch (error) {
      said.push(error instanceof Error ? error.message : String(error));
    }
    return said.join('\n');
  }

  describe('its integration', () => {
    const integration = (verb: string) => command('integration', verb, stack.connectionId);
    const ofBrex = () => stack.brex.state.integrations;

    beforeAll(() => {
      stack.brex.behave({ integrationRequired: true });
    });
    afterAll(() => {
      stack.brex.behave({ integrationRequired: false, integrationAlsoAsId: false });
    });

    it('is made by connect, and shown', async () => {
      expect(ofBrex()).toMatchObject([{ status: 'ACTIVE' }]);
      expect(await integration('status')).toContain(
        `${ofBrex()[0]?.integration_id}, made by connect: ACTIVE`,
      );
    });

    it('parks the report of a booked record while it is disconnected, and lets it go on when it is active again', async () => {
      expect(await integration('disconnect')).toContain('is disconnected: records are booked');
      expect(await integration('disconnect')).toContain('was disconnected already');
      expect(await integration('status')).toContain('DISABLED');
      const id = exportRecord(stack, expense);
      const { reason } = await untilWaiting(stack, id, 'integration-disconnected');
      expect(reason).toContain('integration reactivate');
      expect(invoicesOf(stack, id)).toHaveLength(1);
      expect(await integration('reactivate')).toContain('1 records that waited for it go on');
      await expectBookedOnce(stack, id, booked);
      expect(await integration('reactivate')).toContain('was active already');
    });

    it('is reused by connect, which makes no second one, and says where it is disconnected', async () => {
      await stack.reconnect({});
      expect(ofBrex()).toHaveLength(1);
    });

    it('is read by the name that the examples of the contract give its id', async () => {
      stack.brex.behave({ integrationAlsoAsId: true });
      await integration('disconnect');
      expect(await integration('reactivate')).toContain(`${ofBrex()[0]?.integration_id} is active`);
    });

    it('says which other integration stands in the way, and what to do', async () => {
      await integration('disconnect');
      const other = {
        integration_id: 'int_other',
        vendor: 'RILLET',
        vendor_account_id: 'x',
        status: 'ACTIVE' as 'ACTIVE' | 'DISABLED',
        created_at: '2026-11-01T00:00:00.000000Z',
      };
      ofBrex().push(other);
      const said = await integration('reactivate');
      expect(said).toContain('another integration is active in this Brex account: int_other');
      expect(said).toContain('disconnect it in Brex');
      other.status = 'DISABLED';
      expect(await integration('reactivate')).toContain('is active');
    });

    it('says what to correct where Brex does not know it', async () => {
      await stack.reconnect({ 'reportBills: auto': 'reportBills: auto\n  integrationId: int_nobody' });
      expect(await integration('disconnect')).toContain('Brex knows no integration int_nobody');
      await stack.reconnect({});
    });
  });

  describe('its webhook endpoint', () => {
    const webhooks = (verb: string, ...options: string[]) =>
      command('webhooks', verb, '-c', stack.connectionId, ...options);
    const endpoints = () => stack.brex.state.subscriptions;
    const address = () => `${stack.gatewayUrl}/webhooks/brex/${stack.connectionId}`;

    beforeEach(() => {
      stack.brex.state.subscriptions = [];
    });
    afterAll(() => stack.brex.webhooks.pointTo(address()));

    it('is registered where there is none, by the host alone, with the secrets that sign', async () => {
      expect(await webhooks('list')).toContain('Brex delivers to no endpoint');
      const said = await webhooks('register', '--url', stack.gatewayUrl);
      expect(said).toContain(`Brex delivers to ${address()}`);
      expect(said).toContain('1 webhook secret fetched');
      expect(endpoints()).toMatchObject([
        { url: address(), event_types: ['ACCOUNTING_RECORD_READY_FOR_EXPORT'], status: 'ACTIVE' },
      ]);
      await expectBookedOnce(stack, exportRecord(stack, expense), booked);
    });

    it('is not registered twice', async () => {
      await webhooks('register', '--url', address());
      expect(await webhooks('register', '--url', address())).toContain('is registered already');
      expect(endpoints()).toHaveLength(1);
    });

    it('takes the place of the one that is there, and keeps its other events', async () => {
      stack.brex.state.subscriptions = [
        { id: 'wsub_old', url: 'https://old.example.com/x', event_types: ['USER_UPDATED'], status: 'ERROR' },
      ];
      expect(await webhooks('register', '--url', address())).toContain(
        'in place of https://old.example.com/x',
      );
      expect(endpoints()).toEqual([
        {
          id: 'wsub_old',
          url: address(),
          event_types: ['USER_UPDATED', 'ACCOUNTING_RECORD_READY_FOR_EXPORT'],
          status: 'ACTIVE',
        },
      ]);
    });

    it('is made active again where Brex gave it up', async () => {
      await webhooks('register', '--url', address());
      stack.brex.state.subscriptions = endpoints().map((each) => ({ ...each, status: 'ERROR' as const }));
      expect(await webhooks('register', '--url', address())).toContain('it was ERROR');
      expect(endpoints()).toMatchObject([{ status: 'ACTIVE' }]);
    });

    it('is listed and removed', async () => {
      await webhooks('register', '--url', address());
      expect(await webhooks('list')).toContain(`ACTIVE  ${address()} (connection ${stack.connectionId})`);
      expect(await webhooks('remove')).toContain('no longer delivers');
      expect(endpoints()).toEqual([]);
      expect(await webhooks('remove')).toContain('nothing was removed');
      process.exitCode = 0;
    });

    it.each([
      ['http://gateway.example.com', 'HTTPS only'],
      ['gateway.example.com', 'is not an address such as'],
      ['https://gateway.example.com/elsewhere', 'the gateway takes the deliveries'],
    ])('is refused at %s', async (url, words) => {
      expect(await webhooks('register', '--url', url)).toContain(words);
      expect(endpoints()).toEqual([]);
    });

    it('says what to do where no answer came: the same command finds what was done', async () => {
      stack.brex.faults.arm({ match: { method: 'POST', path: '/v1/webhooks' }, fault: 'commit-then-drop' });
      expect(await webhooks('register', '--url', address())).toContain('Run the same command again');
      expect(await webhooks('register', '--url', address())).toContain('is registered already');
      expect(endpoints()).toHaveLength(1);
    });
  });

  describe('secrets that sign its webhooks', () => {
    it('are learned when they rotate: the delivery that met the change is taken when it comes again', async () => {
      stack.brex.webhooks.rotateSecret();
      stack.brex.webhooks.revokeOldSecrets();
      const id = exportRecord(stack, expense);
      await expectBookedOnce(stack, id, booked);
      const delivery = stack.brex.webhooks.deliveries().at(-1);
      expect(delivery?.attempts[0]?.status).toBe(401);
      expect(delivery?.attempts.at(-1)?.status).toBe(200);
    });

    it('are two while they rotate: no delivery is refused', async () => {
      stack.brex.webhooks.rotateSecret();
      const id = exportRecord(stack, expense);
      await untilState(stack, id, 'exported');
      expect(stack.brex.webhooks.deliveries().at(-1)?.attempts).toMatchObject([{ status: 200 }]);
    });
  });

  describe('its token', () => {
    it('is watched by schedule, which learns the secrets before the old ones end', async () => {
      const fetchedAt = async () => (await stack.store.brexAccess.state(stack.connectionId)).secretsFetchedAt;
      const before = await fetchedAt();
      await stack.reconnect({ 'tokenWatch: off': 'tokenWatch: 1d' });
      await until('the token was watched', async () => (await fetchedAt())?.getTime() !== before?.getTime());
      stack.brex.webhooks.revokeOldSecrets();
      const id = exportRecord(stack, expense);
      await untilState(stack, id, 'exported');
      expect(stack.brex.webhooks.deliveries().at(-1)?.attempts).toMatchObject([{ status: 200 }]);
      expect((await stack.store.brexAccess.state(stack.connectionId)).lastUsedAt).toBeInstanceOf(Date);
      await stack.reconnect({});
    });
  });
});
