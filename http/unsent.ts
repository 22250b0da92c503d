/** Failures of trust between two hosts: the connection stands, but no request was written to it. */
const untrusted = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

interface Failure {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly errors?: unknown;
}

/**
 * Whether a failed request is proven not to have left this machine: no name, no route, no listener, no
 * trust, or a request that cannot be written as HTTP. After any other failure the request may have arrived.
 */
export function wasNeverSent(failure: unknown): boolean {
  if (typeof failure !== 'object' || failure === null) return false;
  const { code, syscall, errors } = failure as Failure;
  // A name with several addresses fails with one error per address.
  if (Array.isArray(errors)) return errors.length > 0 && errors.every(wasNeverSent);
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_INVALID_ARG') return true;
  return typeof code === 'string' && untrusted.has(code);
}
