import type { AlignmentPlan, AlignmentStep } from '../accounting/vendor-alignment';
import type { AlignmentState, StoredApproval, StoredPartner, StoredPlan } from '../store';

/** So many lines of each kind are shown, unless all are asked for. */
const shownLines = 20;

/** A plan for a terminal: counts, then what would be done, then what people must decide. */
export function planInWords(plan: AlignmentPlan, all: boolean): string[] {
  const { steps, waiting, creations, proposals, findings } = plan;
  const of = (kind: AlignmentStep['kind']) => steps.filter((step) => step.kind === kind);
  return [
    `Plan ${plan.digest}`,
    ...section('join, by the same name', of('link').map(stepLine), all),
    ...section('create in Brex', of('create-in-brex').map(stepLine), all),
    ...section('change in Brex', of('update-in-brex').map(stepLine), all),
    ...section(
      'join once you apply: the names are alike',
      waiting.filter(({ kind }) => kind === 'link').map(stepLine),
      all,
    ),
    ...section(
      'create in Epicor, as approved',
      creations.map(({ brexVendorId, name, by }) => `${brexVendorId}  ${name}  (${by})`),
      all,
    ),
    ...section(
      'in Brex only: create in Epicor with "vendors approve <Brex vendor>"',
      proposals.map(({ brexVendorId, name, candidates }) => {
        const nearest = candidates[0] ? `  (nearest: ${candidates[0].name})` : '';
        return `${brexVendorId}  ${name}${nearest}`;
      }),
      all,
    ),
    ...section(
      'for you to decide',
      findings.flatMap(({ code, text, remedy }) => [`${code}: ${text} ${remedy}`]),
      all,
    ),
  ];
}

function section(title: string, lines: readonly string[], all: boolean): string[] {
  const shown = all ? lines : lines.slice(0, shownLines);
  const more = lines.length - shown.length;
  return [
    `${String(lines.length).padStart(6)}  ${title}`,
    ...shown.map((line) => `          ${line}`),
    ...(more > 0 ? [`          … and ${more} more (--all, or --json)`] : []),
  ];
}

function stepLine(step: AlignmentStep): string {
  const { vendorNum } = step;
  if (step.kind === 'create-in-brex') {
    const contact = [step.email, step.phone].filter((value) => value !== null).join(', ');
    return `${vendorNum}  ${step.name}${contact ? `  (${contact})` : ''}`;
  }
  if (step.kind === 'link')
    return `${step.brexVendorId} "${step.shown.name}"  =  ${vendorNum} "${step.carried.name}"`;
  const changes = Object.entries(step.change).map(([field, value]) => `${field}: ${value}`);
  return `${step.brexVendorId} "${step.before.name}"  (vendor ${vendorNum})  ${changes.join(', ')}`;
}

export interface VendorStatus {
  /** So many vendors a scheduled run may create and change in Brex. */
  readonly mostUnattended: number;
  readonly state: AlignmentState;
  readonly partners: readonly StoredPartner[];
  readonly approvals: readonly StoredApproval[];
  readonly plan: StoredPlan | null;
}

/** How far the directories are aligned, for a terminal. */
export function statusInWords(
  { mostUnattended, state, partners, approvals, plan }: VendorStatus,
  all: boolean,
): string[] {
  const lines = [`${partners.length} vendors are joined in Brex and Epicor.`];
  if (state.off) lines.push(`Nothing is aligned since ${state.off.since.toISOString()}: ${state.off.reason}`);
  if (!state.appliedAt) lines.push('No plan was applied yet: runs plan only, until "vendors apply".');
  for (const { brexVendorId, by, refused } of approvals)
    lines.push(
      `Waiting to be created in Epicor: ${brexVendorId}, approved by ${by}${refused ? `. ${refused}` : ''}`,
    );
  if (!plan) return [...lines, 'There is no plan yet: brex-kinetic vendors plan.'];
  for (const { name, vendorNum, reason } of plan.refusals)
    lines.push(`Not done: ${name} (vendor ${vendorNum}). ${reason}`);
  const open = leftOf(plan);
  const changes = open.steps.filter(({ kind }) => kind !== 'link').length;
  if (state.appliedAt && changes > mostUnattended)
    lines.push(
      `A scheduled run does not write so many: ${changes} vendors to create and change in Brex, at most ${mostUnattended} (vendors.mostUnattendedChanges). Plan again, look, then apply.`,
    );
  return [
    ...lines,
    `Planned ${plan.plannedAt.toISOString()}, ${plan.done} steps done. Left of it:`,
    ...planInWords(open, all),
  ];
}

/** What of a plan is not carried out. */
export function leftOf({ plan, done }: StoredPlan): AlignmentPlan {
  const doneWaiting = Math.max(0, done - plan.steps.length);
  return { ...plan, steps: plan.steps.slice(done), waiting: plan.waiting.slice(doneWaiting) };
}
