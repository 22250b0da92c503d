import type { Ruling } from '../accounting/attention';
import type { ActivityGroups } from './activity-groups';
import type { RecordInput } from './contract';
import type { VendorAnswer, Waited } from './decisions';

/**
 * What follows from a person's answer: the vendor to book to (checked in Epicor, or created there), or a reason to
 * ask again. null: the record looks again without the vendors that were rejected.
 */
export async function answerVendor(
  steps: ActivityGroups,
  input: RecordInput,
  { verb, asked }: VendorAnswer,
  { candidates }: Pick<Waited, 'candidates'>,
): Promise<Ruling<number | null>> {
  const { by, note } = asked;
  switch (verb) {
    case 'approveVendor': {
      const { vendorNum, remember } = asked;
      const checked = await steps.epicorReads.checkVendor({
        ...input,
        vendorNum,
        by,
        note,
        remember: remember ?? true,
      });
      return checked.ok ? { ok: true, value: vendorNum } : checked;
    }
    case 'rejectVendor': {
      const vendorNums = asked.vendorNum ? [asked.vendorNum] : candidates.map(({ vendorNum }) => vendorNum);
      await steps.local.rejectVendor({ ...input, vendorNums, by, note });
      return { ok: true, value: null };
    }
    case 'createVendor': {
      // a person types null where nothing is meant
      const vendorId = asked.vendorId ?? undefined;
      const name = asked.name ?? undefined;
      const created = await steps.epicorWrites.createVendor({ ...input, by, note, name, vendorId });
      return created.ok ? { ok: true, value: created.value.vendorNum } : created;
    }
  }
}
