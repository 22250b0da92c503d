import { activityInfo } from '@temporalio/activity';
import { type Attention, type Ruling, refused } from '../../accounting/attention';
import { attentionFrom } from './failures';
import { tellAudit } from './step';

/**
 * Runs a step whose refusals are for people: a business refusal of either system becomes a reason, everything
 * else is thrown and retried.
 */
export async function ruling<T>(body: () => Promise<Ruling<T>>): Promise<Ruling<T>> {
  try {
    const result = await body();
    if (!result.ok) tellReason(result.attention);
    return result;
  } catch (error) {
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention) throw error;
    tellReason(attention);
    return refused(attention);
  }
}

/**
 * In preview nothing is written to either system, whoever asks for it: a person's decision on a record that waited
 * before preview was set is told so.
 */
export const inPreview: Attention = {
  code: 'preview-mode',
  disposition: 'park',
  text: 'This connection is in preview: nothing is written to Brex or Epicor.',
  remedy: 'Set mode: live in the connection file, apply it with brex-kinetic connect, then decide again.',
};

export function tellReason(attention: Attention): void {
  tellAudit(attention.text, {
    reason: attention.code,
    disposition: attention.disposition,
    remedy: attention.remedy,
  });
}
