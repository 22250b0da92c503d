import { randomBytes } from 'node:crypto';
import { type Operation, ok } from '../http/operation';
import { Refusal } from '../http/refusals';

/** Partner OAuth (BREX.md 1.2): access tokens for an hour; each refresh gives a new refresh token and ends the old one. */
export const tokenOperation: Operation = {
  method: 'post',
  path: '/oauth2/default/v1/token',
  scopes: null,
  run: ({ text }, { state, changed }) => {
    const form = new URLSearchParams(text);
    if (form.get('grant_type') !== 'refresh_token')
      throw new Refusal(400, { error: 'unsupported_grant_type' });
    if (!form.get('client_id') || !form.get('client_secret'))
      throw new Refusal(401, { error: 'invalid_client' });
    if (form.get('refresh_token') !== state.refreshToken) throw new Refusal(400, { error: 'invalid_grant' });
    const accessToken = randomBytes(24).toString('base64url');
    state.refreshToken = randomBytes(24).toString('base64url');
    state.accessTokens = [...state.accessTokens.slice(-9), accessToken];
    changed();
    return ok({
      access_token: accessToken,
      refresh_token: state.refreshToken,
      token_type: 'Bearer',
      expires_in: 3600,
    });
  },
};
