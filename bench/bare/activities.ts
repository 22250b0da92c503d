import { Agent } from 'undici';
import { sandboxCredentials } from '../../sandbox/world/world';
import type { RecordedCall, RecordedWay, System } from '../recorded-calls';
import type { BareRecord } from './contract';

/** Connections as the product keeps them. */
const connections = { brex: 16, epicor: 4 };

export type BareActivities = ReturnType<typeof createBareActivities>;

/** The recorded requests, sent again as they are: nothing is parsed, checked, stored or audited. */
export function createBareActivities(way: RecordedWay, origins: Readonly<Record<System, string>>) {
  const agents = {
    brex: new Agent({ connections: connections.brex }),
    epicor: new Agent({ connections: connections.epicor }),
  };
  return {
    async makeCalls({ index, record }: { index: number; record: BareRecord }): Promise<void> {
      const step = way.steps[index];
      if (!step) throw new Error(`the recorded way has no step ${index}`);
      for (const call of step.calls) await send(call, asOf(way, record));
    },
    async doNothing(): Promise<void> {},
  };

  async function send(call: RecordedCall, asRecord: (text: string) => string): Promise<void> {
    const reply = await agents[call.system].request({
      origin: origins[call.system],
      path: asRecord(call.path),
      method: call.method as 'GET' | 'POST',
      headers: { ...call.headers, ...credentials[call.system] },
      body: call.body === '' ? null : asRecord(call.body),
    });
    const text = await reply.body.text();
    if (reply.statusCode !== call.status)
      throw new Error(`${call.method} ${call.path} gave ${reply.statusCode}: ${text.slice(0, 300)}`);
  }
}

/** Ids of the recorded record become those of this one, in paths, filters and bodies. */
function asOf(way: RecordedWay, record: BareRecord): (text: string) => string {
  return (text) => {
    const own = text.replaceAll(way.recordId, record.id);
    return way.sourceId && record.sourceId ? own.replaceAll(way.sourceId, record.sourceId) : own;
  };
}

const { brexToken, epicorUsername, epicorPassword, epicorApiKey } = sandboxCredentials;
const basic = Buffer.from(`${epicorUsername}:${epicorPassword}`).toString('base64');
const credentials: Readonly<Record<System, Record<string, string>>> = {
  brex: { authorization: `Bearer ${brexToken}` },
  epicor: { authorization: `Basic ${basic}`, 'x-api-key': epicorApiKey },
};
