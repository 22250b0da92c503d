import { isProtected } from './account-rules';
import type { ConnectionFileProblem } from './connection-problems';
import type { ConnectionFile } from './connection-schema';
import { knownTypes } from './document-rules';
import { durationMs } from './duration';
import { nearestName } from './nearest-name';
import { pushOf } from './reference-fields';

type Rule = (file: ConnectionFile) => ConnectionFileProblem[];

/** What is wrong between settings that are each well formed. */
export function inconsistencies(file: ConnectionFile): ConnectionFileProblem[] {
  return rules.flatMap((rule) => rule(file));
}

const rules: readonly Rule[] = [
  segmentsWithoutGaps,
  naturalSegmentIsMapped,
  fieldsArePushedOnce,
  accountsAreJoined,
  translatedFieldsAreMapped,
  clearingAccountsAreNotProtected,
  cashAccountsAreNotProtected,
  cardIssuerIsNamed,
  typesAreKnown,
  stylesArePossible,
  billsFollowTheirSetting,
  remindersComeFirst,
];

function segmentsWithoutGaps({ mapping }: ConnectionFile): ConnectionFileProblem[] {
  const numbers = Object.keys(mapping.segments).map(Number);
  const missing = Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1).filter(
    (number) => !numbers.includes(number),
  );
  return missing.map((number) => ({
    path: 'mapping.segments',
    message: `segment ${number} is missing; one that stays blank takes a field that is never coded and default: ""`,
  }));
}

function naturalSegmentIsMapped({
  mapping: { naturalSegment, segments },
}: ConnectionFile): ConnectionFileProblem[] {
  if (naturalSegment === undefined || segments[naturalSegment] !== undefined) return [];
  return [
    {
      path: 'mapping.naturalSegment',
      message: `segment ${naturalSegment} is not in mapping.segments, which has ${Object.keys(segments).join(', ')}`,
    },
  ];
}

/** Two segments whose codes are values of one Brex field would disable each other's. */
function fieldsArePushedOnce({ mapping }: ConnectionFile): ConnectionFileProblem[] {
  const pushed = Object.entries(mapping.segments).filter(([, source]) => pushOf(source) !== 'none');
  return pushed.flatMap(([number, { field }], index) => {
    const earlier = pushed.slice(0, index).find(([, other]) => isSame(other.field, field));
    if (earlier === undefined) return [];
    return {
      path: `mapping.segments.${number}.field`,
      message: `segment ${earlier[0]} has the field "${field}" too, and the codes of both would become values of it; give each its own field, or write push: none at one of them`,
    };
  });
}

const isSame = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();

/** Epicor shows accounts with a separator of the chart's own, such as 2110-00-000, and keeps them as 2110|00|000. */
function accountsAreJoined({ mapping, posting }: ConnectionFile): ConnectionFileProblem[] {
  const count = Object.keys(mapping.segments).length;
  return Object.entries(posting.accounts).flatMap(([role, account]) => {
    if (account === undefined || count === 1 || account.includes('|')) return [];
    const codes = account.split(/[^\p{L}\p{N}]/u);
    if (codes.length !== count) return [];
    return {
      path: `posting.accounts.${role}`,
      message: `"${account}" is the account as Epicor shows it; write its segments joined by |: "${codes.join('|')}"`,
    };
  });
}

function translatedFieldsAreMapped({ mapping }: ConnectionFile): ConnectionFileProblem[] {
  const fields = Object.values(mapping.segments).map((source) => source.field);
  return Object.keys(mapping.values)
    .filter((field) => !fields.includes(field))
    .map((field) => {
      const nearest = nearestName(field, fields);
      const hint = nearest === null ? `segments use ${fields.join(', ')}` : `did you mean "${nearest}"?`;
      return { path: `mapping.values.${field}`, message: `no segment uses the field "${field}"; ${hint}` };
    });
}

function clearingAccountsAreNotProtected({ posting }: ConnectionFile): ConnectionFileProblem[] {
  return Object.entries(posting.accounts)
    .filter(([, account]) => isProtected(account, posting.protectedAccounts))
    .map(([role, account]) => ({
      path: `posting.accounts.${role}`,
      message: `${account} is also listed in posting.protectedAccounts, which no line may touch`,
    }));
}

function cashAccountsAreNotProtected({ posting }: ConnectionFile): ConnectionFileProblem[] {
  const { accounts = {}, rules = [] } = posting.cash ?? {};
  const named = [
    ...Object.entries(accounts).map(([id, account]) => ({ path: `posting.cash.accounts.${id}`, account })),
    ...rules.map(({ account }, index) => ({ path: `posting.cash.rules.${index}.account`, account })),
  ];
  return named
    .filter(({ account }) => isProtected(account, posting.protectedAccounts))
    .map(({ path, account }) => ({
      path,
      message: `${account} is also listed in posting.protectedAccounts, which no line may touch`,
    }));
}

function cardIssuerIsNamed({ posting }: ConnectionFile): ConnectionFileProblem[] {
  if (posting.cardIssuerVendor !== undefined) return [];
  return Object.entries(posting.types)
    .filter(([, override]) => override.vendor === 'card-issuer')
    .map(([type]) => ({
      path: 'posting.cardIssuerVendor',
      message: `is needed, since posting.types.${type} posts to card-issuer; write the VendorID of the card issuer`,
    }));
}

/** Brex may add types, so that an unknown one is a slip only where it is near a known one or says too little. */
function typesAreKnown({ posting }: ConnectionFile): ConnectionFileProblem[] {
  return Object.entries(posting.types).flatMap(([type, override]) => {
    if (knownTypes.includes(type)) return [];
    const path = `posting.types.${type}`;
    const nearest = nearestName(type, knownTypes);
    if (override.document === undefined) {
      const hint = nearest === null ? 'say which document it becomes' : `did you mean "${nearest}"?`;
      return [{ path, message: `"${type}" is not a known record type of Brex; ${hint}` }];
    }
    return [];
  });
}

function stylesArePossible({ posting }: ConnectionFile): ConnectionFileProblem[] {
  return Object.entries(posting.types).flatMap(([type, { document, lines, vendor }]) => {
    const path = `posting.types.${type}`;
    if (document === 'gl-journal' && lines === 'expense') {
      return [{ path, message: 'a gl-journal takes lines: all, else its debits and credits would differ' }];
    }
    if (document === 'gl-journal' && vendor !== undefined) {
      return [{ path, message: 'a gl-journal has no vendor; leave vendor out' }];
    }
    if (document === 'ap-debit-memo' && lines === 'all') {
      return [{ path, message: 'an ap-debit-memo takes lines: expense; leave lines out' }];
    }
    return [];
  });
}

/** Whether a bill leaves a payable, and with whom, is one decision, since its payments are booked accordingly. */
function billsFollowTheirSetting({ posting }: ConnectionFile): ConnectionFileProblem[] {
  const { lines, document, vendor } = posting.types.BILL_EXPENSE ?? {};
  const path = 'posting.types.BILL_EXPENSE';
  const expected = posting.bills === 'paid-in-epicor' ? 'expense' : 'all';
  if (lines !== undefined && lines !== expected) {
    const message = `contradicts posting.bills: ${posting.bills}, which takes lines: ${expected}; change posting.bills instead`;
    return [{ path: `${path}.lines`, message }];
  }
  if (posting.bills === 'paid-in-epicor' && document === 'gl-journal') {
    const message =
      'contradicts posting.bills: paid-in-epicor: a journal leaves no invoice that Epicor could pay';
    return [{ path: `${path}.document`, message }];
  }
  if (vendor === 'card-issuer') {
    const message = 'a bill is owed to its own vendor; use vendor: record, or leave vendor out';
    return [{ path: `${path}.vendor`, message }];
  }
  return [];
}

function remindersComeFirst({ approvals: { remindAfter, escalateAfter } }: ConnectionFile) {
  if (remindAfter === 'off' || escalateAfter === 'off') return [];
  if (durationMs(escalateAfter) > durationMs(remindAfter)) return [];
  return [
    {
      path: 'approvals.escalateAfter',
      message: `must be longer than approvals.remindAfter, which is ${remindAfter}; or off`,
    },
  ];
}
