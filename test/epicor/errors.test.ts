import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFor, rules } from '../../epicor/classify';
import { readErrorBody } from '../../epicor/error-body';
import { contractFolder } from './contract-names';
import { type Answer, errorOf, refusal, startEpicor } from './epicor-server';

/** What a read and a write make of the same answer. */
async function kindsOf(answer: Answer) {
  const server = await startEpicor(() => answer);
  const call = { service: 'Erp.BO.APInvoiceSvc', method: 'Update', body: { ds: {} }, verb: 'POST' } as const;
  try {
    const error = await errorOf(server.http.send({ ...call, write: false }));
    const written = await errorOf(server.http.send({ ...call, write: true }));
    return { error, read: error.kind, write: written.kind };
  } finally {
    await server.stop();
  }
}

describe('an answer of Epicor that is no success', () => {
  const unauthorized = 'System.UnauthorizedAccessException';
  const same = <T>(kind: T) => ({ read: kind, write: kind });

  const business = 'Ice.Common.BusinessObjectException';
  const interrupted = { read: 'transient', write: 'lost-answer' };
  const tooLong = 'Maximum request length exceeded.';

  /** The rule that must judge it, the reply, and what the caller is told. */
  const replies: readonly (readonly [string, number, string, string, { read: string; write: string }])[] = [
    ['login or key refused', 401, unauthorized, 'Invalid username or password.', same('credentials')],
    ['login or key refused', 401, unauthorized, 'Invalid API Key X.\r\nCompany EPIC06.', same('credentials')],
    ['login or key refused', 401, '', 'The token is expired.', same('credentials')],
    ['method not allowed', 401, unauthorized, 'Access denied (Erp.BO.Company.GetRows).', same('denied')],
    ['scope not allowed', 403, 'UnauthorizedAccessException', 'The scope does not allow it.', same('denied')],
    ['not allowed, by its type', 400, unauthorized, 'You may not do this.', same('denied')],
    ['no such row, by its type', 404, 'Ice.Common.RecordNotFoundException', 'Not found.', same('not-found')],
    ['no such row, by its type', 400, 'Ice.Common.RecordNotFoundException', 'Not found.', same('not-found')],
    [
      'no such row, service or method',
      404,
      'Epicor.RESTApi.ErrorHandling.ApiException',
      'Not found.',
      same('not-found'),
    ],
    [
      'duplicate, by its type',
      409,
      'Ice.Common.DuplicateRecordException',
      'A row exists.',
      same('duplicate'),
    ],
    [
      'duplicate, by its type',
      500,
      'Ice.Common.DuplicateRecordException',
      'A row exists.',
      same('duplicate'),
    ],
    ['duplicate, by its words', 400, 'Ice.BLException', 'Duplicate entry of Invoice.', same('duplicate')],
    ['duplicate, by its words', 400, business, 'Invoice already exists.', same('duplicate')],
    [
      'row changed by someone else',
      400,
      'Ice.BLException',
      "Row has been modified by another user and couldn't be updated",
      same('concurrent'),
    ],
    ['row changed by someone else', 409, business, 'The record has been changed.', same('concurrent')],
    ['row changed by someone else', 400, '', 'You were the victim of a deadlock.', same('concurrent')],
    [
      'group or document open elsewhere',
      400,
      business,
      'Group BRX2610 is in use by user AP.',
      same('concurrent'),
    ],
    ['group or document open elsewhere', 400, business, 'The batch is locked by jdoe.', same('concurrent')],
    ['conflict', 409, 'Ice.Common.SomethingException', 'Conflict.', same('concurrent')],
    ['session is stale', 410, 'InvalidSessionException', 'Session is gone.', same('transient')],
    ['upgrade running', 503, 'ConversionsPendingException', 'Upgrade.', same('transient')],
    ['too many calls', 429, '', 'Slow down.', same('transient')],
    ['request timed out', 408, '', 'Timeout.', interrupted],
    [
      'failed inside, or on the way',
      500,
      'System.Exception',
      'We apologize, but an unexpected internal problem occurred.',
      interrupted,
    ],
    ['failed inside, or on the way', 504, 'System.Exception', 'Timeout.', interrupted],
    ['body too large', 413, '', 'No.', same('too-large')],
    ['body too large, by its words', 500, 'System.Web.HttpException', tooLong, same('too-large')],
    ['body too large, by its words', 400, '', 'The request body is too large.', same('too-large')],
    ['refused in Epicor, whatever the status', 400, business, 'Terms Code is required.', same('business')],
    ['refused in Epicor, whatever the status', 500, 'Ice.BLException', 'Tax is wrong.', same('business')],
    ['refused for a reason of its own', 422, 'Some.Future.Exception', 'Something new.', same('business')],
  ];

  it.each(replies)('%s: %i %s "%s"', async (means, status, type, message, kinds) => {
    const body = refusal(message, type);
    expect(ruleFor(status, readErrorBody(status, JSON.stringify(body)))?.means).toBe(means);
    const { read, write } = await kindsOf({ status, body });
    expect({ read, write }).toEqual(kinds);
  });

  it('is of each kind that there is a rule for, pages of proxies aside', () => {
    const shown = new Set(replies.map(([means]) => means));
    const missing = rules.map(({ means }) => means).filter((means) => !shown.has(means));
    expect(missing).toEqual(['page not found, of a proxy', 'page of a proxy']);
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

  it.each([
    [
      {
        HttpStatus: 404,
        ReasonPhrase: 'REST API Exception',
        ErrorType: 'Ice.Common.RecordNotFoundException',
      },
      'not-found',
      'Ice.Common.RecordNotFoundException',
    ],
    [
      { HttpStatus: 404, ReasonPhrase: 'Not Found', CorrelationId: '11111111-2222-3333-4444-555555555555' },
      'not-found',
      'Not Found',
    ],
    [
      { HttpStatus: 400, ErrorMessage: null, ErrorDetails: [{ Message: 'Terms Code is required.' }] },
      'business',
      'Terms Code is required.',
    ],
  ])('is read as Epicor’s where security settings hide its words: %j', async (body, kind, said) => {
    const { error } = await kindsOf({ status: body.HttpStatus, body });
    expect(error.kind).toBe(kind);
    expect(error.said).toContain(said);
    expect(error.said).not.toContain('{');
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

  it.each([
    [{ 'odata.error': { code: '', message: { lang: 'en-US', value: 'Syntax error.' } } }],
    [{ error: { code: null, message: { value: 'Syntax error.' } } }],
    [{ error: 'Syntax error.' }],
  ])('reads the same as older versions have it: %j', async (body) => {
    expect((await kindsOf({ status: 400, body })).error.said).toBe('Syntax error.');
  });

  it('reads XML, with prefixes and escapes', async () => {
    const body = `<?xml version="1.0"?><a:Error xmlns:a="urn:x"><a:ErrorMessage>Terms &lt;N30&gt; &amp;amp; tax</a:ErrorMessage>
      <a:ErrorType>Ice.BLException</a:ErrorType><a:CorrelationId>c-1</a:CorrelationId></a:Error>`;
    expect((await kindsOf({ status: 400, body })).error).toMatchObject({
      kind: 'business',
      said: 'Terms <N30> &amp; tax',
      errorType: 'Ice.BLException',
      correlationId: 'c-1',
    });
    const odata =
      '<m:error xmlns:m="urn:y"><m:code>X</m:code><m:message xml:lang="en">No.</m:message></m:error>';
    expect((await kindsOf({ status: 404, body: odata })).error).toMatchObject({
      kind: 'not-found',
      said: 'No.',
    });
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

  it('is too large where IIS shows its page 404.13', async () => {
    const body = '<html><head><title>IIS Detailed Error - 404.13 - Not Found</title></head></html>';
    expect(await kindsOf({ status: 404, body })).toMatchObject({ read: 'too-large', write: 'too-large' });
  });

  it('is unreadable where a page is shown with a refusal', async () => {
    expect(await kindsOf({ status: 400, body: page })).toMatchObject({
      read: 'bad-reply',
      write: 'bad-reply',
    });
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
