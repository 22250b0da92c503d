import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConnectionFile } from '../../../accounting/connection-file';
import { clearingAccounts, protectedAccounts } from '../../../sandbox/world/chart';
import { sandboxConnectionEnvironment } from '../../../sandbox/world/connection-environment';
import { createWorld } from '../../../sandbox/world/world';

const text = readFileSync(join(__dirname, '../../../sandbox/connection.yaml'), 'utf8');
const urls = { brex: 'http://127.0.0.1:4010', epicor: 'http://127.0.0.1:4020/Kinetic' };

describe("the sandbox's connection file", () => {
  const { settings, secrets } = parseConnectionFile(text, sandboxConnectionEnvironment(urls, '2026-11-23'));

  it('is valid, with every value that it takes from the environment', () => {
    expect(settings).toMatchObject({
      id: 'sandbox',
      mode: 'live',
      startDate: '2026-09-01',
      brex: { baseUrl: urls.brex },
      epicor: { baseUrl: urls.epicor, company: 'EPIC06' },
    });
    expect(secrets.webhookSecrets).toHaveLength(1);
  });

  it('names accounts of the world', () => {
    const { rewardsIncome, ...clearing } = clearingAccounts;
    expect(settings.posting.accounts).toEqual(clearing);
    expect(settings.posting.protectedAccounts).toEqual(protectedAccounts);
    const known = new Set(createWorld({ today: '2026-11-23' }).epicor.accounts.map(({ account }) => account));
    expect([...Object.values(clearing), rewardsIncome].filter((account) => !known.has(account))).toEqual([]);
  });
});
