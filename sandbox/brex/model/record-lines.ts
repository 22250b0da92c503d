import { Decimal } from 'decimal.js';
import { codingOf } from './coding';
import { newId } from './identifiers';
import type { LineDraft } from './record-draft';
import { otherSide, type RecordKind } from './record-kinds';
import type { Amount, BrexState, StoredLine } from './state';

export interface LinesWanted {
  readonly kind: RecordKind;
  readonly currency: string;
  readonly originalAmount: Amount | null;
  /** Total of the expense side; the sum of `lines` where left out. */
  readonly amount: string | undefined;
  readonly account: string;
  readonly lines: readonly LineDraft[] | undefined;
  readonly balancing: 'coded' | 'uncoded' | 'absent';
}

/** A record's lines with its total: expense lines first, then what balances them. */
export function linesOf(state: BrexState, wanted: LinesWanted): { total: string; lines: StoredLine[] } {
  const { kind } = wanted;
  const drafts = wanted.lines ?? [
    { amount: wanted.amount ?? '100.50', account: kind.account ?? wanted.account },
  ];
  const given = drafts.map((draft) => lineOf(state, wanted, draft, draft.balancing ?? false));
  const total =
    wanted.amount ??
    netOf(
      given.filter(({ balancing }) => !balancing),
      kind,
    );
  if (wanted.balancing === 'absent' || given.some(({ balancing }) => balancing))
    return { total, lines: given };
  const balancing = lineOf(
    state,
    wanted,
    {
      amount: total,
      account: wanted.balancing === 'coded' ? kind.balancing : '',
      originalAmount: wanted.originalAmount,
    },
    true,
  );
  return { total, lines: [...given, balancing] };
}

function lineOf(state: BrexState, wanted: LinesWanted, draft: LineDraft, balancing: boolean): StoredLine {
  const usual = balancing ? otherSide(wanted.kind.side) : wanted.kind.side;
  const alone = wanted.lines === undefined;
  return {
    id: newId('arli'),
    type: draft.side ?? usual,
    amount: { amount: draft.amount, currency: draft.currency ?? wanted.currency },
    originalAmount: draft.originalAmount ?? (alone ? wanted.originalAmount : null),
    memo: draft.memo ?? null,
    fieldValues: draft.account === '' ? [] : codingOf(state, draft.account ?? wanted.account),
    balancing,
  };
}

/** Debits less credits, seen from the side of the expense. */
function netOf(lines: readonly StoredLine[], kind: RecordKind): string {
  return lines
    .reduce(
      (total, line) =>
        line.type === kind.side ? total.plus(line.amount.amount) : total.minus(line.amount.amount),
      new Decimal(0),
    )
    .toFixed();
}
