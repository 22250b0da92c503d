import type { Stack } from './stack';

/** Until faults are cleared, Epicor's user may not use this service, in the words that were recorded (EPICOR.md 1.4). */
export function denyInEpicor(stack: Stack, service: string): void {
  stack.epicor.faults.arm({
    fault: 'status',
    status: 401,
    body: {
      HttpStatus: 401,
      ReasonPhrase: 'REST API Exception',
      ErrorMessage: `Access denied (${service.replace(/Svc$/, '')}.GetRows).`,
      ErrorType: 'System.UnauthorizedAccessException',
    },
    match: { path: service, times: 0 },
  });
}
