import type { Dispatcher } from 'undici';

/** Whether a write may go out now: null where it may, else why not. */
export type WritePermit = () => Error | null;

/** Ends a call that was not sent; whoever made it is given `reason`. */
export class NotPermitted extends Error {
  constructor(readonly reason: Error) {
    super(reason.message);
  }
}

/**
 * Asks `permit` at the last moment, when a connection is free and the first byte would be written: a call may have
 * waited for its connection, or its machine may have been suspended, for longer than its right to write lasted. Where
 * `permit` refuses then, nothing was sent.
 */
export function onlyWith(permit: WritePermit): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        const refusal = permit();
        if (refusal) controller.abort(new NotPermitted(refusal));
        else handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (...start) => handler.onResponseStart?.(...start),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...failure) => handler.onResponseError?.(...failure),
    });
}
