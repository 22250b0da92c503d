import { type ChartSegment, type SegmentValue, unusableSince } from './chart';

/** A value of a field as Brex shows it (BREX.md 2.6). */
export interface BrexValueView {
  readonly id: string;
  readonly value: string;
  readonly remoteId: string | null;
  readonly isDisabled: boolean;
}

/** A value as we last gave it to Brex, or as Epicor had it when a value that stood there already was taken over. */
export interface GivenValue {
  readonly code: string;
  readonly value: string;
  readonly isDisabled: boolean;
}

export interface ValueChange {
  readonly id: string;
  readonly code: string;
  readonly before: BrexValueView;
  readonly value?: string;
  readonly isDisabled?: boolean;
  /** What is remembered once Brex has the change. */
  readonly given: GivenValue;
  /** Why it is disabled, in words; empty otherwise. */
  readonly why: string;
}

/** What makes one Brex field say what Epicor's segment says. Repeated, it is empty. */
export interface ValuePlan {
  readonly created: readonly GivenValue[];
  readonly changed: readonly ValueChange[];
  /** Known to be so in Brex already; only our memory lacks it. */
  readonly remembered: readonly GivenValue[];
  readonly unchanged: number;
  readonly notices: readonly string[];
}

export interface ValueOptions {
  /** YYYY-MM-DD: codes must be effective on this day. */
  readonly today: string;
  /** Only codes that an active account has. */
  readonly withAccounts: boolean;
  /** A text as Brex takes it. */
  readonly asText: (text: string) => string;
}

/** How long a value's text may be is not documented; Epicor's names are shorter. */
const longestText = 200;

/**
 * Compares three sides, value by value: what Epicor says now, what we last gave, and what Brex has. What changed in
 * Epicor follows; what a person changed in Brex since stays until Epicor's side changes; a value without a code of
 * ours is never looked at. One that stands in Brex already with Epicor's code is taken over under the name it has.
 */
export function planValues(
  segment: ChartSegment,
  inBrex: readonly BrexValueView[],
  given: readonly GivenValue[],
  options: ValueOptions,
): ValuePlan {
  const byCode = new Map(
    // of two with one code the one that can be chosen counts, the first of them
    [...inBrex]
      .sort((left, right) => Number(left.isDisabled) - Number(right.isDisabled))
      .reverse()
      .flatMap((value) => (value.remoteId ? [[value.remoteId, value] as const] : [])),
  );
  const memory = new Map(given.map((value) => [value.code, value]));
  const plan = {
    created: [] as GivenValue[],
    changed: [] as ValueChange[],
    remembered: [] as GivenValue[],
    unchanged: 0,
    notices: [] as string[],
  };
  for (const wanted of wantedValues(segment, inBrex, given, options)) {
    const actual = byCode.get(wanted.code);
    const last = memory.get(wanted.code);
    if (actual === undefined) {
      if (!wanted.isDisabled) plan.created.push(givenOf(wanted));
      continue;
    }
    const change = changeOf(wanted, actual, last);
    if (change) plan.changed.push(change);
    else if (!last || last.value !== wanted.value || last.isDisabled !== wanted.isDisabled)
      plan.remembered.push(givenOf(wanted));
    else plan.unchanged += 1;
    const left = last ? leftAsItIs(wanted, actual, change) : null;
    if (left) plan.notices.push(left);
  }
  return plan;
}

interface WantedValue extends GivenValue {
  readonly why: string;
}

const givenOf = ({ code, value, isDisabled }: WantedValue): GivenValue => ({ code, value, isDisabled });

/** What Epicor says of each code, and of each code that it no longer has but we gave. */
function wantedValues(
  segment: ChartSegment,
  inBrex: readonly BrexValueView[],
  given: readonly GivenValue[],
  options: ValueOptions,
): WantedValue[] {
  const codes = new Set(segment.values.map(({ code }) => code));
  const taken = new Set(
    inBrex.filter(({ remoteId }) => remoteId === null || !codes.has(remoteId)).map(({ value }) => key(value)),
  );
  const known = segment.values
    // a blank code stands for "no value", which a bookkeeper says by choosing none
    .filter(({ code }) => code !== '')
    .map((value) => {
      const text = textOf(value, options);
      const why = whyDisabled(value, options);
      return {
        code: value.code,
        value: taken.has(key(text)) ? `${text} (Epicor)` : text,
        isDisabled: why !== '',
        why,
      };
    });
  const gone = given
    .filter(({ code }) => !codes.has(code))
    .map((value) => ({ ...value, isDisabled: true, why: 'is no longer in Epicor' }));
  return [...known, ...gone];
}

const key = (text: string): string => text.trim().toLowerCase();

/** "6210 Airfare": the code first, so that a bookkeeper finds it by either. */
function textOf({ code, name }: SegmentValue, { asText }: ValueOptions): string {
  return asText(`${code} ${name}`.trim()).slice(0, longestText);
}

function whyDisabled(value: SegmentValue, { today, withAccounts }: ValueOptions): string {
  const why = unusableSince(value, today);
  if (why !== null) return why;
  return withAccounts && !value.hasAccount ? 'has no active account in Epicor' : '';
}

function changeOf(
  wanted: WantedValue,
  actual: BrexValueView,
  last: GivenValue | undefined,
): ValueChange | null {
  const renamed = last !== undefined && last.value !== wanted.value && actual.value !== wanted.value;
  // what is taken over keeps its name, but a code that cannot be posted to must not be chosen
  const switched =
    actual.isDisabled !== wanted.isDisabled &&
    (last === undefined ? wanted.isDisabled : last.isDisabled !== wanted.isDisabled);
  if (!renamed && !switched) return null;
  return {
    id: actual.id,
    code: wanted.code,
    before: actual,
    ...(renamed ? { value: wanted.value } : {}),
    ...(switched ? { isDisabled: wanted.isDisabled } : {}),
    given: givenOf(wanted),
    why: switched ? wanted.why : '',
  };
}

/** A value that differs from Epicor's although nothing changed there was changed in Brex. */
function leftAsItIs(wanted: WantedValue, actual: BrexValueView, change: ValueChange | null): string | null {
  if (change?.isDisabled === undefined && actual.isDisabled && !wanted.isDisabled)
    return `"${actual.value}" (${wanted.code}) was disabled in Brex and stays so, although Epicor has it active.`;
  if (change?.isDisabled === undefined && !actual.isDisabled && wanted.isDisabled)
    return `"${actual.value}" (${wanted.code}) was enabled in Brex and stays so, although it ${wanted.why}.`;
  return null;
}
