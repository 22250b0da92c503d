import type { ChartOutline } from './chart';
import type { SegmentSource } from './connection-settings';
import type { MappingFacts, MappingProblem } from './mapping-check';
import { describeConditions, fieldPrefix } from './mapping-rules';
import { checkNamedValue } from './mapping-values';
import { nearestName } from './nearest-name';
import { pushOf } from './reference-fields';

/** Everything in the connection file's mapping that Epicor or Brex does not have. */
export function settingsThatDoNotFit(facts: MappingFacts): MappingProblem[] {
  const problem = (what: string, where: string, remedy: string): MappingProblem => ({
    kind: 'setting',
    what,
    where,
    remedy,
  });
  const ofChart = chartProblems(facts).map((each) => problem(...each));
  return [
    ...ofChart,
    ...segmentsOf(facts).flatMap((each) => fieldProblems(facts, each).map((found) => problem(...found))),
    ...translationProblems(facts).map((each) => problem(...each)),
  ];
}

type Found = readonly [what: string, where: string, remedy: string];

interface Segment {
  readonly number: number;
  readonly source: SegmentSource;
}

function segmentsOf({ settings }: MappingFacts): Segment[] {
  return Object.entries(settings.mapping.segments).map(([number, source]) => ({
    number: Number(number),
    source,
  }));
}

const applied = 'in the connection file and apply it';

/** Whether Epicor has the chart at all: without it every code would be called wrong. */
export function hasChart({ outline }: MappingFacts): boolean {
  return outline.segments.length > 0;
}

function chartProblems(facts: MappingFacts): Found[] {
  const { settings, outline } = facts;
  const { coaCode } = settings.mapping;
  if (!hasChart(facts)) {
    const remedy =
      outline.charts.length === 0
        ? 'Epicor shows the integration user no chart of accounts: allow it Erp.BO.COASvc in this company.'
        : `Epicor has ${outline.charts.join(', ')}: write the right one ${applied}.`;
    return [[`Epicor has no chart of accounts "${coaCode}".`, 'mapping.coaCode', remedy]];
  }
  return segmentsOf(facts)
    .filter(({ number }) => !outline.segments.some((segment) => segment.number === number))
    .map(({ number }) => [
      `Epicor's chart ${coaCode} has no segment ${number}; it has ${named(outline.segments)}.`,
      `mapping.segments.${number}`,
      `Remove it, or correct mapping.coaCode, ${applied}.`,
    ]);
}

const named = (segments: ChartOutline['segments']): string =>
  segments.map(({ number, name }) => (name === '' ? `${number}` : `${number} (${name})`)).join(', ');

/**
 * Segments of the chart that the mapping leaves out. Some charts have segments that accounts do without, so these are
 * told only where no account that is asked for exists.
 */
export function segmentsLeftOut({ settings, outline }: MappingFacts): MappingProblem[] {
  const { coaCode, segments } = settings.mapping;
  return outline.segments
    .filter(({ number }) => segments[number] === undefined)
    .map(({ number, name }) => ({
      kind: 'setting',
      what: `Epicor's chart ${coaCode} has ${named(outline.segments)}, but mapping.segments has no ${number}${name === '' ? '' : ` (${name})`}, and none of the accounts that were looked up exists.`,
      where: `mapping.segments.${number}`,
      remedy: `Add it ${applied}, such as ${number}: { field: ${fieldWord(name, number)}, default: "00" }, and to the accounts of posting.accounts.`,
    }));
}

function fieldWord(name: string, number: number): string {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return word === '' ? `segment_${number}` : word;
}

function fieldProblems(facts: MappingFacts, segment: Segment): Found[] {
  const { source, number } = segment;
  const where = `mapping.segments.${number}.field`;
  const found = facts.fields.find((each) => each.segment === number)?.field;
  if (found === undefined) return missingField(facts, segment, where);
  const same = facts.allFields.filter(({ name }) => isSame(name, source.field));
  const byName = found.remoteId !== source.field && found.id !== source.field;
  if (byName && same.length > 1)
    return [
      [
        `Brex has ${same.length} fields called "${source.field}".`,
        where,
        `Write the id of the one that is meant ${applied}: ${same.map(({ id }) => id).join(' or ')}.`,
      ],
    ];
  // with a default nobody needs to choose one
  if (!found.isDisabled || source.default !== undefined) return [];
  return [
    [
      `The Brex field "${found.name ?? found.id}" is disabled, so that nobody can choose its values.`,
      where,
      `Enable it in Brex, or write another field or a default ${applied}.`,
    ],
  ];
}

/** One that is yet to be made by a push, and one that is never coded and has a default, are as they should be. */
function missingField(facts: MappingFacts, { source, number }: Segment, where: string): Found[] {
  const { field } = source;
  const until =
    source.default === undefined
      ? 'Until then every record is returned.'
      : `Until then every line takes the default "${source.default}".`;
  const renamed = facts.allFields.find(({ id }) => isSame(facts.formerFieldNames[id] ?? null, field));
  if (renamed)
    return [
      [
        `The Brex field "${field}", by whose name segment ${number} is coded, is now called "${renamed.name}".`,
        where,
        `Write ${renamed.remoteId ?? renamed.id}, which no renaming changes, ${applied}. ${until}`,
      ],
    ];
  const words = facts.allFields.flatMap(({ name, remoteId }) =>
    [remoteId, name].filter((word) => word !== null),
  );
  // of a short name two other letters make another word
  const slip = nearestName(field, words, Math.min(2, Math.floor(field.length / 5)));
  if (source.default !== undefined && slip === null) return [];
  const nearest = slip ?? nearestName(field, words);
  const hint = nearest === null ? `Brex has ${words.join(', ') || 'none'}. ` : `Did you mean "${nearest}"? `;
  const push =
    pushOf(source) === 'none' ? '' : ' Or have it made with its values: brex-kinetic references apply.';
  return [[`Brex has no field "${field}".`, where, `${hint}Correct it ${applied}.${push} ${until}`]];
}

/** Translations of values that Brex does not have. */
function translationProblems({ settings, fields }: MappingFacts): Found[] {
  const { segments, values } = settings.mapping;
  return Object.entries(values).flatMap(([word, table]) => {
    const mapped = fields.find(({ segment }) => segments[segment]?.field === word);
    if (mapped === undefined) return [];
    return Object.keys(table).flatMap((id): Found[] => {
      if (mapped.values.some((value) => value.id === id || value.remoteId === id)) return [];
      const where = `mapping.values.${word}.${id}`;
      const byName = mapped.values.find(({ value }) => isSame(value, id));
      const wrong = `The Brex field "${mapped.field.name ?? word}" has no value with the id "${id}".`;
      if (byName)
        return [
          [
            wrong,
            where,
            `"${id}" is a value's name: write its id ${byName.remoteId ?? byName.id} ${applied}.`,
          ],
        ];
      const ids = mapped.values.flatMap((value) =>
        value.remoteId === null ? [value.id] : [value.remoteId, value.id],
      );
      const nearest = nearestName(id, ids);
      return [
        [
          wrong,
          where,
          `${nearest === null ? '' : `Did you mean "${nearest}"? `}Correct or remove it ${applied}.`,
        ],
      ];
    });
  });
}

/** Rules that no line can fulfil, since Brex does not have the value any more, or not under this name. */
export function rulesWithoutValue({ settings, valuesOfField }: MappingFacts): MappingProblem[] {
  const rules = settings.mapping.table?.rules ?? [];
  return rules.flatMap((rule) =>
    Object.entries(rule.conditions).flatMap(([column, wanted]): MappingProblem[] => {
      const field = column.slice(fieldPrefix.length);
      const values = column.startsWith(fieldPrefix) ? valuesOfField.get(field) : undefined;
      if (values === undefined) return [];
      const problem = values === null ? noField(field) : checkNamedValue(field, wanted, values).problem;
      if (problem === null) return [];
      return [
        {
          kind: 'rule-without-value',
          what: `No line can fulfil row ${rule.row} of the mapping table: ${problem.wrong}.`,
          where: `mapping table row ${rule.row} (${describeConditions(rule)})`,
          remedy: `${problem.remedy[0]?.toUpperCase()}${problem.remedy.slice(1)}, and import the table again.`,
        },
      ];
    }),
  );
}

const noField = (field: string) => ({
  wrong: `Brex has no field "${field}"`,
  remedy: 'name the column as Brex calls the field now',
});

function isSame(left: string | null, right: string): boolean {
  return left !== null && left.trim().toLowerCase() === right.trim().toLowerCase();
}
