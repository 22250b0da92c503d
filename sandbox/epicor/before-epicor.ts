import type { Behaviour } from './behaviour';
import type { EpicorReply, EpicorRequest } from './messages';
import { type TokenDesk, tokenPath } from './tokens';

/** What a web server says that takes no body of this length: a page, and no word of Epicor. */
const tooLarge: EpicorReply = {
  status: 413,
  contentType: 'text/html',
  body: '<html><head><title>413 - Request entity too large</title></head><body></body></html>',
};

export const isTokenRequest = (url: string): boolean => (url.split('?')[0] ?? '').endsWith(tokenPath);

/** The answer of what stands beside or before Epicor: identity provider, web server. null: Epicor answers. */
export function beforeEpicor(
  request: EpicorRequest,
  tokens: TokenDesk,
  { largestBodyBytes, tokenSeconds }: Behaviour,
): EpicorReply | null {
  if (isTokenRequest(request.url)) return tokenReply(request, tokens, tokenSeconds);
  const isTooLarge = largestBodyBytes > 0 && Buffer.byteLength(request.body) > largestBodyBytes;
  return isTooLarge ? tooLarge : null;
}

function tokenReply(request: EpicorRequest, tokens: TokenDesk, seconds: number): EpicorReply {
  const contentType = 'application/json';
  if (request.method !== 'POST') return { status: 405, contentType, body: '' };
  const sent = String(request.headers['content-type'] ?? '');
  const { status, body } = tokens.issue(sent, request.body, seconds);
  return { status, contentType, body: JSON.stringify(body) };
}
