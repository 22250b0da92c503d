/** Replaces the password in sandbox/connection.yaml by a client of the identity provider. */
export const clientCredentials: Readonly<Record<string, string>> = {
  'auth: { kind: basic, username: svc-brex, password: "${SANDBOX_EPICOR_PASSWORD}" }': `auth: { kind: client-credentials, tokenUrl: "\${SANDBOX_EPICOR_TOKEN_URL}", clientId: brex-kinetic, clientSecret: "\${SANDBOX_EPICOR_CLIENT_SECRET}" }`,
};
