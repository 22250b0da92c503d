import type { ErrorBody } from './error-body';
import type { EpicorErrorKind } from './errors';

/** `interrupted` and `unreadable` mean a lost answer where the call was a write. */
type Judgement = EpicorErrorKind | 'interrupted' | 'unreadable';

interface Rule {
  /** One status, or all from the first to the last. */
  readonly status?: number | readonly [number, number];
  /** In ErrorType, whose namespace differs between versions. */
  readonly type?: RegExp;
  readonly text?: RegExp;
  readonly fromEpicor?: boolean;
  readonly judgement: Judgement;
}

/**
 * EPICOR.md 1.4, 2.5, 3.7 and "What was not found": the first rule that fits. The words of a duplicate and of a
 * concurrent change are not documented, so they are matched loosely, and callers look before they believe them.
 */
const rules: readonly Rule[] = [
  { status: 401, text: /access denied/i, judgement: 'denied' },
  { status: 401, judgement: 'credentials' },
  { status: 403, judgement: 'denied' },
  { status: 408, judgement: 'interrupted' },
  { status: 410, judgement: 'transient' },
  { status: 429, judgement: 'transient' },
  { type: /ConversionsPending/i, judgement: 'transient' },
  { status: [500, 599], judgement: 'interrupted' },
  { type: /DuplicateRecord/i, judgement: 'duplicate' },
  {
    status: [400, 499],
    text: /modified by another|(row|record) has been (modified|changed|updated)|changed by another|concurren(t|cy)/i,
    judgement: 'concurrent',
  },
  { status: [400, 499], text: /duplicate|already exists/i, judgement: 'duplicate' },
  { status: 409, judgement: 'concurrent' },
  { type: /RecordNotFound/i, judgement: 'not-found' },
  { status: 404, fromEpicor: true, judgement: 'not-found' },
  // A proxy's 404 must not pass for the absence of a document.
  { status: 404, judgement: 'bad-reply' },
  { type: /UnauthorizedAccess/i, judgement: 'denied' },
  { status: [400, 499], text: /a page and no reply of Epicor/, judgement: 'bad-reply' },
  { status: [400, 499], judgement: 'business' },
];

/** What a reply that is no success means to the caller; `write` where repeating the call may do harm. */
export function classify(status: number, body: ErrorBody, write: boolean): EpicorErrorKind {
  const rule = rules.find((candidate) => fits(candidate, status, body));
  const judgement = rule?.judgement ?? 'unreadable';
  if (judgement === 'interrupted') return write ? 'lost-answer' : 'transient';
  if (judgement === 'unreadable') return write ? 'lost-answer' : 'bad-reply';
  return judgement;
}

function fits(rule: Rule, status: number, body: ErrorBody): boolean {
  return (
    within(rule.status, status) &&
    (rule.type === undefined || rule.type.test(body.errorType ?? '')) &&
    (rule.text === undefined || rule.text.test(body.message)) &&
    (rule.fromEpicor === undefined || rule.fromEpicor === body.fromEpicor)
  );
}

function within(wanted: Rule['status'], status: number): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'number') return wanted === status;
  return status >= wanted[0] && status <= wanted[1];
}
