import { setImmediate as breath } from 'node:timers/promises';
import {
  type AlignmentInput,
  type AlignmentPlan,
  type PayablesVendor,
  planAlignment,
  unmatchedByName,
} from '../accounting/vendor-alignment';
import { decideByNames, type NameDecision, VendorIndex } from '../accounting/vendor-matching';
import type { BrexVendor } from '../brex';
import type { AlignmentState } from '../store';
import type { AlignVendorsInput, VendorPlanCounts } from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import { planWaitsNoMore, tooManyChanges } from './polling/unattended-changes';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';
import { vendorsAllowed, withVendorRights } from './support/vendor-rights';

/** What the run may write: nothing, what people approved one by one, also what is safe, also what they applied. */
export type MayWrite = 'nothing' | 'approved' | 'safe' | 'all';

export type VendorsPlanned =
  | { readonly outcome: 'off' }
  | {
      readonly outcome: 'planned' | 'plan-changed' | 'too-many-changes';
      readonly digest: string;
      readonly mayWrite: MayWrite;
      readonly counts: VendorPlanCounts;
    };

/** Lays Brex's vendors beside those just read from Epicor, and keeps the plan that makes both tell the same. */
export function planVendors({ store, connections }: ActivityDependencies) {
  return async (asked: AlignVendorsInput): Promise<VendorsPlanned> => {
    const { connectionId } = asked;
    const connected = await connections.get(connectionId);
    const state = await store.vendorAlignment.state(connectionId);
    if (!asked.ask && state.off) {
      const revision = (await store.connections.get(connectionId))?.revision;
      if (revision === state.off.revision) {
        tellAudit(`Vendors are not aligned: ${state.off.reason}`);
        return { outcome: 'off' };
      }
    }
    const listed = await withVendorRights(store, connected, () => connected.brex.vendors());
    if (!listed) return { outcome: 'off' };
    if (state.off) await vendorsAllowed(store, connectionId);

    const { toBrex = 'all', groups = [] } = connected.settings.vendors ?? {};
    const input: AlignmentInput = {
      epicor: await store.vendorAlignment.directory(connectionId),
      brex: listed.map(asPayables),
      partners: await store.vendorPartners.all(connectionId),
      rejected: await store.vendorPartners.rejected(connectionId),
      approved: await store.vendorPartners.approved(connectionId),
      toBrex,
      groups,
    };
    const plan = planAlignment(input, await matchesOf(input));
    await store.vendorAlignment.savePlan(connectionId, plan);
    const counts = countsOf(plan);
    tellAudit(
      `${input.epicor.length} vendors of Epicor and ${input.brex.length} of Brex: ${inWords(counts)}`,
      { digest: plan.digest, counts },
    );
    if (asked.ask?.kind === 'apply' && asked.ask.digest !== plan.digest)
      return { outcome: 'plan-changed', digest: plan.digest, mayWrite: 'nothing', counts };
    const mayWrite = whatMayBeWritten(asked, connected, state);
    if (mayWrite === 'safe' && (await tooManyChanges(store, connected, counts)))
      return { outcome: 'too-many-changes', digest: plan.digest, mayWrite: 'approved', counts };
    if (mayWrite === 'all' && asked.ask?.kind === 'apply') {
      await store.vendorAlignment.applied(connectionId, asked.ask.by);
      await planWaitsNoMore(store, connectionId);
    }
    return { outcome: 'planned', digest: plan.digest, mayWrite, counts };
  };
}

/** The first plan waits for a person; from then on runs write by themselves what is safe. */
function whatMayBeWritten(
  { ask }: AlignVendorsInput,
  { settings }: Connected,
  { appliedAt }: AlignmentState,
): MayWrite {
  if (settings.mode === 'preview' || ask?.kind === 'plan') return 'nothing';
  if (ask?.kind === 'apply') return 'all';
  if (ask?.kind === 'approved') return 'approved';
  return appliedAt ? 'safe' : 'approved';
}

const asPayables = ({ id, companyName, email, phone }: BrexVendor): PayablesVendor => ({
  id,
  name: companyName,
  email,
  phone,
});

/** The matcher's word on each Brex vendor that has no namesake; other work of the process has its turn in between. */
async function matchesOf(input: AlignmentInput): Promise<Map<string, NameDecision>> {
  const matches = new Map<string, NameDecision>();
  const unmatched = unmatchedByName(input);
  if (unmatched.length === 0) return matches;
  const index = new VendorIndex();
  index.learnTowns(input.epicor);
  for (const [at, vendor] of input.epicor.entries()) {
    if (at % 200 === 199) await breath();
    if (!vendor.inactive) index.put(vendor);
  }
  for (const { id, name } of unmatched) {
    await breath();
    matches.set(id, decideByNames(index, { cleaned: name, raw: null }));
  }
  return matches;
}

function countsOf(plan: AlignmentPlan): VendorPlanCounts {
  const of = (kind: string) => plan.steps.filter((step) => step.kind === kind).length;
  return {
    link: of('link'),
    createInBrex: of('create-in-brex'),
    updateInBrex: of('update-in-brex'),
    waiting: plan.waiting.filter(({ kind }) => kind === 'link').length,
    createInEpicor: plan.creations.length,
    proposals: plan.proposals.length,
    findings: plan.findings.length,
  };
}

const inWords = (counts: VendorPlanCounts): string =>
  `${counts.link} to join, ${counts.createInBrex} to create and ${counts.updateInBrex} to change in Brex, ${counts.createInEpicor} to create in Epicor; ${counts.waiting} likely pairs and ${counts.proposals} new vendors wait for a person, ${counts.findings} conflicts`;
