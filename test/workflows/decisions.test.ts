import type { Attention } from '../../accounting/attention';
import { type Decision, malformed, misfit, type Waited } from '../../workflows/decisions';

const by = 'Dana';
const candidate = (vendorNum: number) => ({
  vendorNum,
  vendorId: 'V',
  name: 'A vendor',
  score: 0.8,
  hint: '',
});
const question: Attention = { code: 'vendor-ambiguous', disposition: 'park', text: 'Which?', remedy: 'Say.' };
const offered: Waited = {
  attention: question,
  candidates: [candidate(7), candidate(8)],
  offeredOnly: true,
};
const nobody: Waited = { ...offered, attention: { ...question, code: 'vendor-none' }, candidates: [] };
const other: Waited = {
  ...offered,
  attention: { ...question, code: 'closed-period', text: 'The period is closed.' },
};

const approve = (asked: object): Decision => ({ verb: 'approveVendor', asked: { by, ...asked } as never });
const reject = (asked: object = {}): Decision => ({ verb: 'rejectVendor', asked: { by, ...asked } });
const create = (asked: object = {}): Decision => ({ verb: 'createVendor', asked: { by, ...asked } });

describe('approveVendor', () => {
  it('fits a vendor that is offered', () => {
    expect(misfit(approve({ vendorNum: 8 }), offered)).toBeNull();
  });

  it('is refused for one that is not, naming those that are and the way to insist', () => {
    expect(misfit(approve({ vendorNum: 9 }), offered)).toBe(
      'vendor 9 is none of those offered (7, 8); if it is meant, say so with "override": true',
    );
  });

  it('fits any vendor with an override, or where none is offered', () => {
    expect(misfit(approve({ vendorNum: 9, override: true }), offered)).toBeNull();
    expect(misfit(approve({ vendorNum: 9 }), nobody)).toBeNull();
  });

  it('fits any vendor in a run that began to wait before an override was asked for', () => {
    expect(misfit(approve({ vendorNum: 9 }), { ...offered, offeredOnly: false })).toBeNull();
  });

  it.each([undefined, 0, -1, 1.5])('needs the number of a vendor, which %s is not', (vendorNum) => {
    expect(misfit(approve({ vendorNum }), offered)).toContain('approveVendor needs "vendorNum"');
  });

  it('does not answer another question', () => {
    expect(misfit(approve({ vendorNum: 7 }), other)).toBe(
      'this record does not wait for a vendor but: The period is closed.',
    );
  });
});

describe('rejectVendor', () => {
  it('fits where vendors are offered, all of them or one', () => {
    expect(misfit(reject(), offered)).toBeNull();
    expect(misfit(reject({ vendorNum: 7 }), offered)).toBeNull();
  });

  it('is refused for a vendor that is not offered, or where none is', () => {
    expect(misfit(reject({ vendorNum: 9 }), offered)).toBe('vendor 9 is none of those offered (7, 8)');
    expect(misfit(reject(), nobody)).toBe('no vendor is offered that could be rejected');
    expect(misfit(reject(), other)).toContain('does not wait for a vendor');
  });
});

describe('createVendor', () => {
  it('fits with candidates and without, under a name and an id of its own', () => {
    expect(misfit(create(), offered)).toBeNull();
    expect(misfit(create({ name: 'Birch Mill', vendorId: 'BIRCH-1' }), nobody)).toBeNull();
  });

  it('is refused with what Epicor would not take', () => {
    expect(misfit(create({ vendorId: 'NINELONGX' }), nobody)).toBe(
      '"vendorId" has 1 to 8 letters and digits',
    );
    expect(misfit(create({ name: ' ' }), nobody)).toBe('"name" has 1 to 50 characters');
    expect(misfit(create({ name: 'x'.repeat(51) }), nobody)).toBe('"name" has 1 to 50 characters');
    expect(misfit(create(), other)).toContain('does not wait for a vendor');
  });
});

describe('what is typed by hand', () => {
  it.each([
    [approve({ vendorNum: '7' }), '"vendorNum" is a whole number, without quotation marks'],
    [approve({ vendorNum: 7, override: 'yes' }), '"override" is true or false, without quotation marks'],
    [create({ name: 7 }), '"name" is a text, in quotation marks'],
    [reject({ by: '' }), 'rejectVendor needs "by": who decides'],
    [
      { verb: 'createVendor', asked: 'Dana' } as unknown as Decision,
      'createVendor needs one object, such as {"by": "your name"}',
    ],
  ])('%j is told what is wrong with it', (decision, words) => {
    expect(malformed(decision)).toBe(words);
  });
});
