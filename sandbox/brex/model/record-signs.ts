import type { BrexBehaviour } from '../behaviour';
import { type RecordKind, recordKinds } from './record-kinds';
import type { SourceType } from './state';

/** How a record of this type is coded; a type that Brex does not have is taken for card spend. */
export function kindOf(type: string, sourceType: SourceType | undefined): RecordKind {
  const known: Record<string, RecordKind> = recordKinds;
  const kind = known[type] ?? { sourceType: 'CARD', side: 'DEBIT', balancing: '2110', expense: true };
  return sourceType === undefined ? kind : { ...kind, sourceType };
}

/** A record's own amount, with the sign that the switch `refundAmount` gives it. */
export function signed(total: string, kind: RecordKind, behaviour: BrexBehaviour): string {
  const negative = kind.side === 'CREDIT' && behaviour.refundAmount === 'negative';
  return negative && !/^-?[0.]+$/.test(total) ? `-${unsigned(total)}` : total;
}

export const unsigned = (amount: string): string => amount.replace(/^-/, '');
