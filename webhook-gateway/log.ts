import { type DestinationStream, type Logger, pino } from 'pino';

/** Keys that never reach a log line, whoever logs an object that has them. */
const secretKeys = [
  'authorization',
  'body',
  'headers',
  'rawBody',
  'secret',
  'secrets',
  'signature',
  'webhookSecrets',
];

/** The gateway's log: JSON lines on standard output; LOG_LEVEL, default info. */
export function gatewayLog(destination?: DestinationStream, level = process.env.LOG_LEVEL ?? 'info'): Logger {
  const options = {
    name: 'webhook-gateway',
    level,
    redact: {
      paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[secret]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
