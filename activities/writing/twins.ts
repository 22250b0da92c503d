import type { Attention } from '../../accounting/attention';
import type { Twin as EpicorTwin } from '../../epicor';
import type { Twin } from './document-writer';

/** A document under our number that is not ours, in a bookkeeper's words. */
export function twinInWords({ key, posted, changedOn, entryPerson }: EpicorTwin): Twin {
  const facts = [posted ? ', posted' : '', changedOn ? `, last changed on ${changedOn}` : ''].join('');
  return {
    reference: `invoice ${key.invoiceNum} of vendor ${key.vendorNum}${facts}`,
    enteredBy: entryPerson || null,
  };
}

export function alreadyInEpicor(twin: Twin): Attention {
  return {
    code: 'already-in-epicor',
    disposition: 'park',
    text: `Already in Epicor: ${twin.reference}${twin.enteredBy ? `, entered by ${twin.enteredBy}` : ''}, and not by us.`,
    remedy:
      'If it is this spend, link it; if it is another, return the record to Brex with another number, or skip it.',
  };
}
