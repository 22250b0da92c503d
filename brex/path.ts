import { BrexError } from './errors';

/**
 * The address of one thing in a list. An id of dots would climb to another address, an empty one would
 * address the list itself: such ids are refused as `invalid`, before anything is sent.
 */
export function pathOf(list: string, id: string, rest = ''): string {
  if (/^[\x21-\x7e]+$/.test(id) && !/^\.+$/.test(id)) return `${list}/${encodeURIComponent(id)}${rest}`;
  throw new BrexError({
    kind: 'invalid',
    message: `${JSON.stringify(id)} is not an id of Brex`,
    method: 'GET',
    path: list,
  });
}
