import type { ChartSegment } from './chart';
import type { MappingSettings, SegmentSource } from './connection-settings';

/** A field as Brex shows it (BREX.md 2.6). */
export interface BrexFieldView {
  readonly id: string;
  readonly name: string | null;
  readonly remoteId: string | null;
  readonly group: string | null;
  /** Null where Brex does not tell it. */
  readonly integrationId: string | null;
  readonly isDisabled: boolean;
}

/**
 * Where a segment's codes go in Brex: into a field that is ours, into one yet to be made, or nowhere, since the field
 * was made by someone else.
 */
export type FieldMatch = { readonly segment: ChartSegment; readonly remoteId: string } & (
  | { readonly kind: 'ours'; readonly fieldId: string; readonly name: string }
  | { readonly kind: 'new'; readonly name: string }
  | {
      readonly kind: 'not-ours';
      readonly notice: string;
      /** The segment is coded by the name of a field that has another one now: people must hear of it. */
      readonly renamed?: true;
    }
);

export interface FieldKnowledge {
  readonly fields: readonly BrexFieldView[];
  /** Remote id → Brex id of the fields that we made. */
  readonly made: ReadonlyMap<string, string | null>;
  readonly integrationId: string | null;
  /** Brex id → name of fields, as records that were read lately knew them. */
  readonly formerNames: ReadonlyMap<string, string>;
}

/** Whether a segment's codes are pushed: not where it stays blank by default, unless the file says so. */
export function pushOf(source: SegmentSource): 'all' | 'with-accounts' | 'none' {
  return source.push ?? (source.default === '' ? 'none' : 'all');
}

/** Numbers of the segments whose codes are pushed. */
export function pushedSegments({ segments }: MappingSettings): number[] {
  return Object.entries(segments)
    .filter(([, source]) => pushOf(source) !== 'none')
    .map(([number]) => Number(number));
}

/** Finds the Brex field of a segment; the `field` of mapping.segments is its remote id. */
export function matchField(
  segment: ChartSegment,
  source: SegmentSource,
  { fields, made, integrationId, formerNames }: FieldKnowledge,
): FieldMatch {
  const { field } = source;
  const common = { segment, remoteId: field };
  const known = made.get(field) ?? null;
  const own = fields.find(({ id }) => id === known);
  if (own) return usable(common, own);
  const ofRemoteId = fields.find(({ remoteId }) => remoteId === field);
  if (ofRemoteId) {
    const foreign = foreignTo(ofRemoteId, integrationId);
    return foreign === null
      ? usable(common, ofRemoteId)
      : { ...common, kind: 'not-ours', notice: `${where(segment, field)}: ${foreign}` };
  }
  const ofPerson = fields.find(({ id, name }) => id === field || isSame(name, field));
  if (ofPerson) return { ...common, kind: 'not-ours', notice: takesFrom(segment, field, ofPerson) };
  const renamed = fields.find(({ id }) => isSame(formerNames.get(id) ?? null, field));
  if (renamed)
    return { ...common, kind: 'not-ours', notice: renamedTo(segment, source, renamed), renamed: true };
  if (/^(ef|extended_field)_/.test(field))
    return {
      ...common,
      kind: 'not-ours',
      notice: `${where(segment, field)}: Brex has no field of this id. Give a name of your own for it to be made.`,
    };
  const plain = segment.name.trim() || field;
  // a field of the same name was made by someone else: ours says where it comes from
  const name = [plain, `${plain} (Epicor)`].find((each) => !fields.some((other) => isSame(other.name, each)));
  if (name !== undefined) return { ...common, kind: 'new', name };
  return { ...common, kind: 'not-ours', notice: sameName(segment, field, plain) };
}

function usable(common: { segment: ChartSegment; remoteId: string }, field: BrexFieldView): FieldMatch {
  const name = field.name ?? common.remoteId;
  if (!field.isDisabled) return { ...common, kind: 'ours', fieldId: field.id, name };
  return {
    ...common,
    kind: 'not-ours',
    notice: `${where(common.segment, common.remoteId)}: the field "${name}" is disabled in Brex, so it is left as it is. Enable it there, or write push: none.`,
  };
}

/** Only an integration gives fields of group ERP a remote id, and one account has one active integration (2.2). */
function foreignTo(field: BrexFieldView, integrationId: string | null): string | null {
  if (field.group !== null && field.group !== 'ERP')
    return `the Brex field "${field.name ?? field.id}" of this remote id is of group ${field.group}, not ERP, so it is not ours and not touched. Give another name in mapping.segments.`;
  if (field.integrationId !== null && field.integrationId !== integrationId)
    return `the Brex field "${field.name ?? field.id}" of this remote id belongs to another integration (${field.integrationId}), so it is not touched. Give another name in mapping.segments, or remove that field in Brex.`;
  return null;
}

function takesFrom(segment: ChartSegment, field: string, found: BrexFieldView): string {
  const name = found.name ?? found.id;
  return `${where(segment, field)}: the field "${name}" was made in Brex, so its values are kept there and not touched. To have Epicor's codes in Brex, write another name than ${field} in mapping.segments.${segment.number}.field.`;
}

function renamedTo(segment: ChartSegment, source: SegmentSource, found: BrexFieldView): string {
  const until =
    source.default === undefined ? 'records are returned' : `lines take the default "${source.default}"`;
  return `${where(segment, source.field)}: this field is now called "${found.name}" in Brex, so nothing is coded by it and ${until}. Write ${found.remoteId ?? found.id}, which no renaming changes, in mapping.segments.${segment.number}.field and apply the file.`;
}

function sameName(segment: ChartSegment, field: string, name: string): string {
  return `${where(segment, field)}: Brex has fields "${name}" and "${name} (Epicor)" that were not made by us; they are not touched, and no other one of their name is made. Rename one in Brex, or take the codes from it: mapping.segments.${segment.number}.field: ${name}.`;
}

/** "Segment 2 (Department), field department" */
function where(segment: ChartSegment, field: string): string {
  const name = segment.name === '' ? '' : ` (${segment.name})`;
  return `Segment ${segment.number}${name}, field ${field}`;
}

function isSame(left: string | null, right: string): boolean {
  return left !== null && left.trim().toLowerCase() === right.trim().toLowerCase();
}
