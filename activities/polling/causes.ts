import { withoutBlankEnd } from '../../accounting/account-rules';
import { mirrorKey } from '../../accounting/reference-data';
import type { Store } from '../../store';

/** Which prefixes of causes end by what the connection's file or its mapping says, not by Epicor. */
export const settingCauses = ['setting:', 'mapping:', 'type:'];

/** "account:6100|10|200" → ["account", "6100|10|200"] */
export function causeParts(cause: string): [kind: string, what: string] {
  const [kind = '', ...rest] = cause.split(':');
  return [kind, rest.join(':')];
}

/**
 * When a cause of waiting went, as far as our database knows: the mirror has what was missing, or whoever changed
 * it said so. null where it lasts, or where only Epicor can tell (an open period).
 */
export async function causeWentAt(
  { mirrors, causes }: Store,
  { id, mapping }: { readonly id: string; readonly mapping: { readonly coaCode: string } },
  cause: string,
): Promise<Date | null> {
  const told = await causes.wentAt(id, cause);
  const [kind, what] = causeParts(cause);
  switch (kind) {
    case 'account': {
      const keys = [what, withoutBlankEnd(what)].map((account) => mirrorKey(mapping.coaCode, account));
      const accounts = [...(await mirrors.find(id, 'accounts', keys)).values()];
      return accounts.reduce((at, { row, changedAt }) => later(at, row.active ? changedAt : null), told);
    }
    case 'currency': {
      const key = mirrorKey(what);
      const currency = (await mirrors.find(id, 'currencies', [key])).get(key);
      return later(told, currency?.row.active ? currency.changedAt : null);
    }
    case 'vendor': {
      const [changedAt, { loadedAt }] = await Promise.all([
        mirrors.lastChange(id, 'vendors'),
        mirrors.state(id, 'vendors'),
      ]);
      // the first load brings no new vendor
      return later(told, changedAt && loadedAt && changedAt > loadedAt ? changedAt : null);
    }
    default:
      return told;
  }
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
