import { refreshWebhookSecrets } from '../../activities/refresh-webhook-secrets';
import type { ActivityDependencies } from '../../activities/support/dependencies';
import { type Answer, type StartedBrex, startBrex } from '../brex/brex-server';

let brex: StartedBrex;
afterEach(() => brex.stop());

async function refresh(answer: Answer) {
  brex = await startBrex(() => answer);
  const noted: string[] = [];
  const saved: (readonly string[])[] = [];
  const dependencies = {
    store: {
      brexAccess: {
        noteUse: async (connectionId: string) => void noted.push(connectionId),
        saveWebhookSecrets: async (_connectionId: string, secrets: readonly string[]) => {
          saved.push(secrets);
          return true;
        },
      },
    },
    connections: { get: async () => ({ brex: brex.client }) },
  } as unknown as ActivityDependencies;
  const result = await refreshWebhookSecrets(dependencies)({ connectionId: 'acme' }).catch(
    ({ kind }: { kind: string }) => kind,
  );
  return { result, noted, saved };
}

describe('the secrets that sign webhooks', () => {
  it('are kept, and show that the token works', async () => {
    const body = [{ secret: 'whsec_bmV3', status: 'ACTIVE' }];
    expect(await refresh({ body })).toEqual({
      result: { changed: true },
      noted: ['acme'],
      saved: [['whsec_bmV3']],
    });
  });

  it.each<[string, Answer]>([
    ['may not be read', { status: 403, body: { type: 'FORBIDDEN', message: 'You do not have permission' } }],
    ['are not there', { status: 404, body: { type: 'NOT_FOUND', message: 'Not Found' } }],
    ['are not there, says an empty 404', { status: 404 }],
    ['are refused', { status: 400, body: { type: 'BAD_REQUEST', message: 'no webhooks' } }],
  ])('stay as they are where they %s: the token works all the same', async (_, answer) => {
    expect(await refresh(answer)).toEqual({ result: { changed: null }, noted: ['acme'], saved: [] });
  });

  it.each([
    [403, { type: 'FORBIDDEN', message: 'Expired token' }, 'credentials'],
    [500, undefined, 'transient'],
  ])('say nothing of the token where Brex answers %d', async (status, body, kind) => {
    expect(await refresh({ status, body })).toEqual({ result: kind, noted: [], saved: [] });
  });
});
