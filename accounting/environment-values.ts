import type { ConnectionFileProblem } from './connection-problems';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The same tree with each `${NAME}` in a text replaced from the environment. A variable that is missing or
 * empty is a problem that names it; its text is left as it is.
 */
export function withEnvironment(
  tree: unknown,
  env: Environment,
): { tree: unknown; problems: ConnectionFileProblem[] } {
  const problems: ConnectionFileProblem[] = [];
  const fill = (value: unknown, path: readonly string[]): unknown => {
    if (typeof value === 'string') return fillText(value, path.join('.'), env, problems);
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, String(index)]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, fill(child, [...path, key])]),
    );
  };
  return { tree: fill(tree, []), problems };
}

function fillText(text: string, path: string, env: Environment, problems: ConnectionFileProblem[]): string {
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
    const value = env[name];
    if (value !== undefined && value !== '') return value;
    problems.push({
      path,
      message: `the environment variable ${name} is ${value === '' ? 'empty' : 'not set'}; set it and apply the file again`,
    });
    return whole;
  });
}
