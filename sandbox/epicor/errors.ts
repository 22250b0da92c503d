/** One entry of `ErrorDetails` (EPICOR.md 2.5). */
export interface ErrorDetail {
  readonly Message: string;
  readonly Type: 'Error';
  readonly Table: string;
  readonly Field: string;
  readonly Program: string;
  readonly Method: string;
}

/** A refusal, as the server answers it: status, ErrorType and text. */
export class EpicorRefusal extends Error {
  constructor(
    readonly status: number,
    readonly errorType: string,
    message: string,
    readonly where: { table?: string; field?: string } = {},
  ) {
    super(message);
  }
}

const businessType = 'Ice.Common.BusinessObjectException';

/** What a person did not fill in, or filled in wrongly: 400. */
export const refuse = (message: string, table?: string, field?: string): EpicorRefusal =>
  new EpicorRefusal(400, businessType, message, { ...(table ? { table } : {}), ...(field ? { field } : {}) });

export const notFound = (message = 'Record not found.'): EpicorRefusal =>
  new EpicorRefusal(404, 'Ice.Common.RecordNotFoundException', message);

/** No such service, method or entity set. */
export const noSuchResource = (name: string): EpicorRefusal =>
  new EpicorRefusal(404, 'Epicor.RESTApi.ErrorHandling.ApiException', `Resource not found: ${name}`);

/** The wording is unknown; integrators look for "duplicate" (EPICOR.md 3.7). */
export const duplicate = (status: 400 | 409, what: string): EpicorRefusal =>
  new EpicorRefusal(
    status,
    status === 409 ? 'Ice.Common.DuplicateRecordException' : businessType,
    `A duplicate record exists: ${what}.`,
  );

export const staleRow = (status: 400 | 409, table: string): EpicorRefusal =>
  new EpicorRefusal(status, businessType, "Row has been modified by another user and couldn't be updated.", {
    table,
  });

export const badQuery = (message: string): EpicorRefusal =>
  new EpicorRefusal(400, 'Microsoft.OData.ODataException', message);

/** A body that is no JSON, or whose parameters have the wrong type. */
export const badInput = (message = 'Unable to deserialize entity. Input data is not in correct format.') =>
  new EpicorRefusal(400, 'Epicor.RESTApi.ErrorHandling.ApiException', message);

export const unauthorized = (message: string): EpicorRefusal =>
  new EpicorRefusal(401, 'System.UnauthorizedAccessException', message);

/** The body of an error answer, by its recorded shape (EPICOR.md 1.4, 2.5). */
export function errorBody(refusal: EpicorRefusal, correlationId: string, method: string): object {
  const { table, field } = refusal.where;
  const details: ErrorDetail[] =
    refusal.status === 400 && (table || field)
      ? [
          {
            Message: refusal.message,
            Type: 'Error',
            Table: table ?? '',
            Field: field ?? '',
            Program: 'Erp.Services.BO.dll',
            Method: method,
          },
        ]
      : [];
  return {
    HttpStatus: refusal.status,
    ReasonPhrase: 'REST API Exception',
    ErrorMessage: refusal.message,
    ErrorType: refusal.errorType,
    ...(details.length > 0 ? { ErrorDetails: details } : {}),
    CorrelationId: correlationId,
  };
}

/** The generic text of an unhandled error (EPICOR.md 2.5). */
export function unhandled(correlationId: string): EpicorRefusal {
  return new EpicorRefusal(
    500,
    'System.Exception',
    'We apologize, but an unexpected internal problem occurred. Please provide your System Admin or Technical ' +
      `Support this Correlation ID for further details. Correlation ID: ${correlationId}`,
  );
}
