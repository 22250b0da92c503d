import type { ErrorBody } from './error-body';
import type { EpicorErrorKind } from './errors';

/** `interrupted` and `unreadable` mean a lost answer where the call was a write. */
type Judgement = EpicorErrorKind | 'interrupted' | 'unreadable';

interface Rule {
  /** What the reply says, for tests and readers. */
  readonly means: string;
  /** One status, or all from the first to the last. */
  readonly status?: number | readonly [number, number];
  /** In ErrorType, whose namespace differs between versions. */
  readonly type?: RegExp;
  readonly text?: RegExp;
  readonly fromEpicor?: boolean;
  readonly judgement: Judgement;
}

const refusals = [400, 499] as const;

/**
 * EPICOR.md 1.4, 2.5, 3.7, 7 and "What was not found": the first rule that fits. The words of a duplicate, a lock and
 * a concurrent change are not documented, so they are matched loosely, and callers look before they believe them.
 */
export const rules: readonly Rule[] = [
  { means: 'method not allowed', status: 401, text: /access denied/i, judgement: 'denied' },
  { means: 'login or key refused', status: 401, judgement: 'credentials' },
  { means: 'scope not allowed', status: 403, judgement: 'denied' },
  { means: 'request timed out', status: 408, judgement: 'interrupted' },
  { means: 'session is stale', status: 410, judgement: 'transient' },
  { means: 'too many calls', status: 429, judgement: 'transient' },
  { means: 'body too large', status: 413, judgement: 'too-large' },
  {
    // IIS says it by a 404.13, ASP.NET by a 500; either before anything is done
    means: 'body too large, by its words',
    status: [400, 500],
    text: /404\.13|(entity|content|body|payload|request)( length| size)?( is)? too (large|long)|maximum request length|maxAllowedContentLength/i,
    judgement: 'too-large',
  },
  { means: 'upgrade running', type: /ConversionsPending/i, judgement: 'transient' },
  { means: 'duplicate, by its type', type: /DuplicateRecord/i, judgement: 'duplicate' },
  { means: 'no such row, by its type', type: /RecordNotFound/i, judgement: 'not-found' },
  {
    means: 'row changed by someone else',
    status: refusals,
    text: /modified by another|(row|record) has been (modified|changed|updated)|(changed|updated) by another|concurren(t|cy)|deadlock/i,
    judgement: 'concurrent',
  },
  {
    means: 'group or document open elsewhere',
    status: refusals,
    text: /\b(locked|in use|being used|opened|open|checked out) by\b|is (currently |already )?(locked|in use)\b|another user/i,
    judgement: 'concurrent',
  },
  {
    means: 'duplicate, by its words',
    status: refusals,
    text: /duplicate|already exists/i,
    judgement: 'duplicate',
  },
  { means: 'conflict', status: 409, judgement: 'concurrent' },
  {
    means: 'refused in Epicor, whatever the status',
    type: /BusinessObjectException|BLException|ODataException/i,
    judgement: 'business',
  },
  { means: 'failed inside, or on the way', status: [500, 599], judgement: 'interrupted' },
  { means: 'no such row, service or method', status: 404, fromEpicor: true, judgement: 'not-found' },
  // must not pass for the absence of a document
  { means: 'page not found, of a proxy', status: 404, judgement: 'bad-reply' },
  { means: 'not allowed, by its type', type: /UnauthorizedAccess/i, judgement: 'denied' },
  {
    means: 'page of a proxy',
    status: refusals,
    text: /a page and no reply of Epicor/,
    judgement: 'bad-reply',
  },
  { means: 'refused for a reason of its own', status: refusals, judgement: 'business' },
];

/** The rule for a reply that is no success; undefined for one that no rule expects, as a redirect. */
export function ruleFor(status: number, body: ErrorBody): Rule | undefined {
  return rules.find((candidate) => fits(candidate, status, body));
}

/** What a reply that is no success means to the caller; `write` where repeating the call may do harm. */
export function classify(status: number, body: ErrorBody, write: boolean): EpicorErrorKind {
  const judgement = ruleFor(status, body)?.judgement ?? 'unreadable';
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
