import { createHash } from 'node:crypto';
import {
  type AlignmentStep,
  type Contact,
  nameKey,
  type Partner,
  type RejectedPair,
} from '../../accounting/vendor-alignment';
import { type BrexClient, BrexError, type BrexVendor } from '../../brex';
import type { RefusedStep, VendorPartners } from '../../store';

export interface StepContext {
  readonly connectionId: string;
  readonly brex: BrexClient;
  readonly partners: VendorPartners;
  /** Tells this plan from one of the same content: vendors may be renamed there and back. */
  readonly planned: string;
  /** The step may have been sent before, and its answer lost. */
  readonly again: boolean;
}

type Link = Extract<AlignmentStep, { kind: 'link' }>;
type Create = Extract<AlignmentStep, { kind: 'create-in-brex' }>;
type Update = Extract<AlignmentStep, { kind: 'update-in-brex' }>;

/** Carries out one step of a plan, once however often it is tried. Why it was not done, or null. */
export async function carryOut(step: AlignmentStep, context: StepContext): Promise<RefusedStep | null> {
  if (step.kind === 'create-in-brex') {
    const [joined] = await context.partners.having(context.connectionId, { vendorNum: step.vendorNum });
    return joined ? joinedMeanwhile(step, joined, context) : create(step, context);
  }
  if (step.kind === 'update-in-brex') return update(step, context);
  const decided = await decidedMeanwhile(step, context);
  if (decided) return decided;
  return context.partners.save(context.connectionId, step).then(() => null);
}

/** The vendor has a partner by now: made by this step's former attempt, or given by a person. */
function joinedMeanwhile(
  { vendorNum, name }: Create,
  { brexVendorId }: Partner,
  { again }: StepContext,
): RefusedStep | null {
  const reason = `It was joined with Brex vendor ${brexVendorId} meanwhile, so it was not created there.`;
  return again ? null : { brexVendorId, vendorNum, name, reason };
}

/** People join and part vendors while a plan is carried out: what they decided goes before it. */
async function decidedMeanwhile(
  step: Link | Update,
  { connectionId, partners }: StepContext,
): Promise<RefusedStep | null> {
  const { brexVendorId, vendorNum, shown } = step;
  const isTheirs = (pair: RejectedPair) => pair.brexVendorId === brexVendorId && pair.vendorNum === vendorNum;
  const pairs = await partners.having(connectionId, { brexVendorId, vendorNum });
  const joinsAnew = step.kind === 'link' && !step.known;
  const otherwise = joinsAnew ? pairs.some((pair) => !isTheirs(pair)) : false;
  const parted = joinsAnew ? (await partners.rejected(connectionId)).some(isTheirs) : !pairs.some(isTheirs);
  if (!otherwise && !parted) return null;
  const reason = `It was ${otherwise ? 'joined otherwise' : 'parted'} meanwhile; the next run looks again.`;
  return { brexVendorId, vendorNum, name: shown.name, reason };
}

/**
 * A lost answer is settled by the vendor's name before it is sent again, and both times under one key: names are
 * unique, and there is no external id to find it by (BREX.md 1.6, 4).
 */
async function create(step: Create, context: StepContext): Promise<RefusedStep | null> {
  const { connectionId, brex, partners } = context;
  const ours = context.again ? await namesake(step.name, context) : null;
  try {
    const made =
      ours ??
      (await brex.createVendor(
        { companyName: step.name, email: step.email, phone: step.phone },
        await creationKey(step, context),
      ));
    await partners.save(connectionId, { ...partnerOf(step, made, ours === null), rule: 'created' });
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const found = await namesake(step.name, context);
    if (!found) return refusal(step, null, step.name, error);
    await partners.save(connectionId, { ...partnerOf(step, found, false), rule: 'same-name' });
    return null;
  }
}

/** The vendor of this very name, where it is nobody's partner; whether Brex matches names whole is not stated. */
async function namesake(
  name: string,
  { brex, partners, connectionId }: StepContext,
): Promise<BrexVendor | null> {
  const listed = await brex.vendorsNamed(name);
  const joined = new Set((await partners.all(connectionId)).map(({ brexVendorId }) => brexVendorId));
  return (
    listed.find(({ id, companyName }) => !joined.has(id) && nameKey(companyName ?? '') === nameKey(name)) ??
    null
  );
}

/** Of a vendor that was found, only what it shows as we would have written it is ours. */
function partnerOf(step: Create, made: BrexVendor, isReply: boolean) {
  const carried: Contact = { name: step.epicorName, email: step.email, phone: step.phone };
  const ours = (field: 'email' | 'phone'): string | null =>
    step[field] !== null && (isReply || made[field] === step[field]) ? made[field] : null;
  const shown: Contact = {
    name: made.companyName ?? step.name,
    email: ours('email'),
    phone: ours('phone'),
  };
  return { brexVendorId: made.id, vendorNum: step.vendorNum, carried, shown };
}

/** Looks before it writes: at what a person did meanwhile, and at what a lost answer may have done. */
async function update(step: Update, context: StepContext): Promise<RefusedStep | null> {
  const { brex, partners, connectionId } = context;
  const { brexVendorId, vendorNum, change, before } = step;
  const current = await brex.vendor(brexVendorId);
  const decided = await decidedMeanwhile(step, context);
  if (decided) return decided;
  const name = before.name;
  if (!current) return { brexVendorId, vendorNum, name, reason: 'It was removed in Brex meanwhile.' };
  const fields = Object.keys(change) as (keyof Contact)[];
  const now: Contact = { name: current.companyName ?? '', email: current.email, phone: current.phone };
  const remember = async (shown: Contact): Promise<null> => {
    const [known] = await partners.having(connectionId, { brexVendorId });
    const fresh = Object.fromEntries(fields.map((field) => [field, shown[field]]));
    // parted while Brex was being asked
    if (known?.vendorNum !== vendorNum) return null;
    await partners.save(connectionId, {
      ...step,
      rule: known.rule,
      shown: { ...step.shown, ...fresh },
    });
    return null;
  };
  if (fields.every((field) => now[field] === change[field])) return remember(now);
  if (fields.some((field) => now[field] !== before[field]))
    return {
      brexVendorId,
      vendorNum,
      name,
      reason: 'It was changed in Brex meanwhile; the next run looks again.',
    };
  try {
    const { name: companyName, ...contact } = change;
    const wanted = { ...contact, ...(companyName === undefined ? {} : { companyName }) };
    const made = await brex.changeVendor(brexVendorId, wanted, keyOf([context.planned, step]));
    return await remember({ name: made.companyName ?? '', email: made.email, phone: made.phone });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return refusal(step, brexVendorId, name, error);
  }
}

/** Whether a name that is taken is 400 or 409 is not documented (BREX.md 4). */
function isRefusal(error: unknown): error is BrexError {
  return error instanceof BrexError && ['invalid', 'conflict', 'duplicate', 'not-found'].includes(error.kind);
}

const refusal = (
  { vendorNum }: Create | Update,
  brexVendorId: string | null,
  name: string,
  error: BrexError,
): RefusedStep => ({ brexVendorId, vendorNum, name, reason: `Brex refused it: ${error.message}` });

/** The same content has the same key; where people parted it from a vendor of Brex, a new one. */
async function creationKey(step: Create, { connectionId, partners }: StepContext): Promise<string> {
  const parted = (await partners.rejected(connectionId)).filter(
    ({ vendorNum }) => vendorNum === step.vendorNum,
  );
  return keyOf([connectionId, step, parted.length]);
}

/** In the form of a UUID, as Brex suggests (BREX.md 1.6). */
function keyOf(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
