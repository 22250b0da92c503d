import { z } from 'zod';
import { readBody } from '../http/body';
import { type Account, type Operation, ok } from '../http/operation';
import { pageOf, pageRequest } from '../http/paging';
import { badRequest, notFound } from '../http/refusals';
import { newId } from '../model/identifiers';
import type { StoredSubscription } from '../model/state';

const createBody = z.object({ url: z.string(), event_types: z.array(z.string()) });
const updateBody = createBody.extend({ status: z.enum(['ACTIVE', 'INACTIVE']) });

/**
 * Webhook subscriptions (BREX.md 3.1): one endpoint per customer; what a second POST answers is not
 * documented, here it is refused.
 */
export const webhookOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/webhooks',
    scopes: [],
    run: ({ query }, { state }) => ok(pageOf(state.subscriptions, pageRequest(query, 1000, badRequest))),
  },
  {
    method: 'post',
    path: '/v1/webhooks',
    scopes: [],
    idempotencyKey: 'required',
    run: ({ text }, account) => {
      const wanted = readBody('/v1/webhooks', text, createBody);
      refuseUrl(wanted.url);
      if (account.state.subscriptions.length > 0)
        throw badRequest('A webhook endpoint is already registered');
      const subscription: StoredSubscription = { id: newId('wsub'), status: 'ACTIVE', ...wanted };
      account.state.subscriptions.push(subscription);
      account.changed();
      return ok(subscription);
    },
  },
  {
    method: 'get',
    path: '/v1/webhooks/secrets',
    scopes: [],
    run: (_call, { state }) => ok(state.secrets),
  },
  {
    method: 'get',
    path: '/v1/webhooks/:id',
    scopes: [],
    run: ({ params }, account) => ok(byId(account, params.id)),
  },
  {
    method: 'put',
    path: '/v1/webhooks/:id',
    scopes: [],
    run: ({ params, text }, account) => {
      const subscription = byId(account, params.id);
      const change = readBody('/v1/webhooks', text, updateBody);
      refuseUrl(change.url);
      Object.assign(subscription, change);
      account.changed();
      return ok(subscription);
    },
  },
  {
    method: 'delete',
    path: '/v1/webhooks/:id',
    scopes: [],
    run: ({ params }, account) => {
      const subscription = byId(account, params.id);
      account.state.subscriptions = account.state.subscriptions.filter((other) => other !== subscription);
      account.changed();
      return { status: 200 };
    },
  },
];

function byId({ state }: Account, id: string | undefined): StoredSubscription {
  const subscription = state.subscriptions.find((candidate) => candidate.id === id);
  if (!subscription) throw notFound();
  return subscription;
}

/** Brex takes HTTPS only; the stand-in also takes an endpoint on its own machine. */
function refuseUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  const local = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !local) throw badRequest('url is invalid');
}
