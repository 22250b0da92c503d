import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractFolder } from './contract-names';
import { type Answer, errorOf, refusal, type StartedEpicor, startEpicor } from './epicor-server';

let server: StartedEpicor;
afterEach(() => server.stop());

/** What a read and a write make of the same answer. */
async function kindsOf(answer: Answer) {
  server = await startEpicor(() => answer);
  const call = { service: 'Erp.BO.APInvoiceSvc', method: 'Update', body: { ds: {} }, verb: 'POST' } as const;
  const error = await errorOf(server.http.send({ ...call, write: false }));
  const written = await errorOf(server.http.send({ ...call, write: true }));
  return { error, read: error.kind, write: written.kind };
}

describe('an answer of Epicor that is no success', () => {
  const unauthorized = 'System.UnauthorizedAccessException';
  const same = <T>(kind: T) => ({ read: kind, write: kind });

  it.each([
    [401, unauthorized, 'Invalid username or password.', same('credentials')],
    [401, unauthorized, 'Invalid API Key X.\r\nCompany EPIC06.', same('credentials')],
    [401, unauthorized, 'Access denied (Erp.BO.Company.GetRows).', same('denied')],
    [403, 'UnauthorizedAccessException', 'The scope does not allow it.', same('denied')],
    [404, 'Ice.Common.RecordNotFoundException', 'Record not found.', same('not-found')],
    [404, 'Epicor.RESTApi.ErrorHandling.ApiException', 'Not found.', same('not-found')],
    [400, 'Ice.Common.RecordNotFoundException', 'Record not found.', same('not-found')],
    [409, 'Ice.Common.DuplicateRecordException', 'A row exists.', same('duplicate')],
    [400, 'Ice.BLException', 'Duplicate entry of Invoice Number.', same('duplicate')],
    [400, 'Ice.Common.BusinessObjectException', 'Invoice already exists.', same('duplicate')],
    [
      400,
      'Ice.BLException',
      "Row has been modified by another user and couldn't be updated",
      same('concurrent'),
    ],
    [409, 'Ice.Common.SomethingException', 'Conflict.', same('concurrent')],
    [410, 'InvalidSessionException', 'Session is gone.', same('transient')],
    [503, 'ConversionsPendingException', 'Upgrade.', same('transient')],
    [500, 'System.Exception', 'We apologize.', { read: 'transient', write: 'lost-answer' }],
    [504, 'System.Exception', 'Timeout.', { read: 'transient', write: 'lost-answer' }],
    [400, 'Ice.Common.BusinessObjectException', 'Terms Code is required.', same('business')],
    [422, 'Some.Future.Exception', 'Something new.', same('business')],
  ])('%i %s "%s"', async (status, type, message, kinds) => {
    const { read, write } = await kindsOf({ status, body: refusal(message, type) });
    expect({ read, write }).toEqual(kinds);
  });

  it('carries status, type and correlation id, and shows an unknown text whole', async () => {
    const text = `The tax liability ${'of this supplier '.repeat(60)}is missing.`;
    const { error } = await kindsOf({ status: 400, body: refusal(text) });
    expect(error).toMatchObject({
      kind: 'business',
      said: text,
      status: 400,
      errorType: 'Ice.Common.BusinessObjectException',
      correlationId: '11111111-2222-3333-4444-555555555555',
      service: 'Erp.BO.APInvoiceSvc',
      method: 'Update',
    });
    expect(error.message).toContain('Epicor correlation 11111111-2222-3333-4444-555555555555');
  });

  it('adds what the details say beyond the message', async () => {
    const body = {
      ...refusal('Invoice is not valid.'),
      ErrorDetails: [{ Message: 'Invoice is not valid.' }, { Message: 'Apply Date is required.' }],
    };
    expect((await kindsOf({ status: 400, body })).error.said).toBe(
      'Invoice is not valid. | Apply Date is required.',
    );
  });

  it('finds the correlation id in the text of the generic failure', async () => {
    const id = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
    const body = { ErrorMessage: `We apologize. Correlation ID: ${id}`, ErrorType: null };
    expect((await kindsOf({ status: 500, body })).error.correlationId).toBe(id);
  });

  it("reads OData's form", async () => {
    const body = { error: { code: 'Ice.BLException', message: "Could not find a property named 'X'" } };
    const { error } = await kindsOf({ status: 400, body });
    expect(error).toMatchObject({ kind: 'business', said: "Could not find a property named 'X'" });
  });

  it('reads plain text', async () => {
    const { error } = await kindsOf({ status: 400, body: 'Bad Request - Invalid Hostname' });
    expect(error).toMatchObject({ kind: 'business', said: 'Bad Request - Invalid Hostname' });
  });

  it('says HTTP and the status where the body is empty', async () => {
    expect((await kindsOf({ status: 403, body: '' })).error.said).toBe('HTTP 403');
  });
});

describe('an answer of something before Epicor', () => {
  const page = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

  it('is lost for a write where a gateway shows a page', async () => {
    const { error, read, write } = await kindsOf({ status: 502, body: page });
    expect({ read, write }).toEqual({ read: 'transient', write: 'lost-answer' });
    expect(error.said).toContain('502 Bad Gateway');
  });

  it('never passes a 404 page for the absence of a document', async () => {
    const { read, write } = await kindsOf({ status: 404, body: page });
    expect({ read, write }).toEqual({ read: 'bad-reply', write: 'bad-reply' });
  });

  it.each([
    ['7', 7_000],
    [new Date(Date.now() + 86_400_000).toUTCString(), 3_600_000],
    [undefined, null],
  ])('is transient with 429, and waits as Retry-After says: %s', async (header, expected) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header };
    const { error, read, write } = await kindsOf({ status: 429, body: 'Too many', headers });
    expect({ read, write }).toEqual({ read: 'transient', write: 'transient' });
    expect(error.retryAfterMs).toBe(expected);
  });
});

describe('the recorded refusals', () => {
  const samples = join(contractFolder ?? '', 'samples');
  const recorded = contractFolder && existsSync(samples) ? it : it.skip;

  recorded.each([
    ['observed-error-401-bad-login.json', 'credentials'],
    ['observed-error-401-bad-apikey.json', 'credentials'],
    ['observed-error-401-access-denied.json', 'denied'],
    ['constructed-error-409-duplicate.json', 'duplicate'],
    ['constructed-error-400-businessobject.json', 'business'],
  ])('%s is %s', async (file, kind) => {
    const body = readFileSync(join(samples, file), 'utf8');
    const { HttpStatus } = JSON.parse(body) as { HttpStatus: number };
    expect((await kindsOf({ status: HttpStatus, body })).write).toBe(kind);
  });
});
