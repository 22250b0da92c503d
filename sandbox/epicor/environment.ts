import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What the stand-in's process takes from its environment, besides EXCHANGE_LOG_DIR. */
const environment = z.object({
  /** The API. */
  PORT: port.default(4020),
  /** The control API, always on the loopback interface. */
  CONTROL_PORT: port.default(4031),
  /** Interface of the API; a container needs 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  /** Where the state is kept; in memory where left out. */
  DATA_FILE: z.string().optional(),
  /** Seed of the world. */
  SEED: z.coerce.number().int().default(1),
  /** GL accounts and vendors at least; what the world lacks is made up. */
  ACCOUNTS: z.coerce.number().int().min(0).default(0),
  VENDORS: z.coerce.number().int().min(0).default(0),
  /** YYYY-MM-DD; default is the real day. */
  TODAY: z.iso.date().optional(),
});

export type Environment = z.infer<typeof environment>;

/** Reads the environment; throws with every variable that is wrong. Empty ones count as left out. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(`the sandbox's environment is not usable:\n${z.prettifyError(parsed.error)}`);
}
