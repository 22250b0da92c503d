/** One thing wrong in a connection file. `path` is "posting.accounts.cash", or "" for the file as a whole. */
export interface ConnectionFileProblem {
  readonly path: string;
  readonly message: string;
}

/** The connection file cannot be used; `problems` are all that is wrong with it. Never holds a secret. */
export class ConnectionFileError extends Error {
  override readonly name = 'ConnectionFileError';
  constructor(readonly problems: readonly ConnectionFileProblem[]) {
    const lines = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    super(`the connection file has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:
${lines.map((line) => `  - ${line}`).join('\n')}`);
  }
}
