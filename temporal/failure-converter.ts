import { DefaultFailureConverter } from '@temporalio/common';

/** Loaded by path: failure messages and stack traces go through the codec like every payload (TEMPORAL.md 2.5). */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
