import { cashMatch } from '../accounting/cash';
import { formatMoney } from '../accounting/money';
import type { Store } from '../store';

/** Lists cash activity that no rule books, with the reason; nothing is guessed for it. */
export async function printUnmatchedCash(
  store: Store,
  connectionId: string,
  say: (line: string) => void,
): Promise<void> {
  const connection = await store.connections.get(connectionId);
  if (!connection) throw new Error(`There is no connection "${connectionId}".`);
  let count = 0;
  for (const { transaction } of await store.cash.list(connectionId)) {
    const match = cashMatch(transaction, connection.settings);
    if (match.decision !== 'unmatched') continue;
    const { postedOn, type, amount, description, id, accountId } = transaction;
    const size = amount ? formatMoney(amount) : 'no amount';
    say(
      `${postedOn}  ${size.padStart(16)}  ${type ?? 'no type'}  ${description}  (${id} of ${accountId}): ${match.why}`,
    );
    count += 1;
  }
  say(
    count === 0
      ? 'Every movement of cash has a rule.'
      : `${count} without a rule. Add one to posting.cash and apply the file.`,
  );
}
