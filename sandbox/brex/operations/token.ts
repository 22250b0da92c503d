import { randomBytes } from 'node:crypto';
import { type Account, type Operation, ok } from '../http/operation';
import { Refusal } from '../http/refusals';

const keptGrants = 20;

/**
 * Partner OAuth (BREX.md 1.2): a form with client id and secret in its body. Each refresh gives a new refresh token
 * and ends the one it used; errors are as RFC 6749 has them, Brex documents none.
 */
export const tokenOperation: Operation = {
  method: 'post',
  path: '/oauth2/default/v1/token',
  scopes: null,
  run: ({ text, headers }, account) => {
    const { state, behaviour, changed } = account;
    const { accessTokenSeconds, refreshTokenRotates } = behaviour();
    const form = formOf(text, headers['content-type']);
    refuseClient(form, account);
    refuseRefreshToken(form.get('refresh_token'), account);
    const token = newToken();
    const expiresAt = Date.now() + accessTokenSeconds * 1_000;
    state.grants = [...state.grants.slice(1 - keptGrants), { token, expiresAt }];
    if (refreshTokenRotates) {
      state.usedRefreshTokens = [...state.usedRefreshTokens.slice(1 - keptGrants), state.refreshToken];
      state.refreshToken = newToken();
    }
    changed();
    return ok({
      access_token: token,
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
      scope: 'openid offline_access',
      ...(refreshTokenRotates ? { refresh_token: state.refreshToken } : {}),
    });
  },
};

function formOf(text: string, contentType: string | undefined): URLSearchParams {
  if (!contentType?.startsWith('application/x-www-form-urlencoded'))
    throw refusal(400, 'invalid_request', 'The request must be a form.');
  const form = new URLSearchParams(text);
  if (form.get('grant_type') !== 'refresh_token')
    throw refusal(400, 'unsupported_grant_type', 'The grant type is not supported.');
  return form;
}

function refuseClient(form: URLSearchParams, { behaviour }: Account): void {
  const { clientSecret } = behaviour();
  const secret = form.get('client_secret');
  if (form.get('client_id') && secret && (clientSecret === null || clientSecret === secret)) return;
  throw refusal(401, 'invalid_client', 'Client authentication failed.');
}

function refuseRefreshToken(token: string | null, { state, behaviour, changed }: Account): void {
  const { refreshToken, reusedRefreshToken } = behaviour();
  if (token === state.refreshToken && refreshToken === 'valid') return;
  if (token !== null && state.usedRefreshTokens.includes(token) && reusedRefreshToken === 'revokes-all') {
    state.refreshToken = newToken();
    state.grants = [];
    changed();
  }
  throw refusal(400, 'invalid_grant', 'The refresh token is invalid or expired.');
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function refusal(status: number, error: string, error_description: string): Refusal {
  return new Refusal(status, { error, error_description });
}
