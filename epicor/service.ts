import type { z } from 'zod';
import { type DataSet, isRecord, type Row, rowsOf } from './dataset';
import { EpicorError, type EpicorErrorKind } from './errors';
import type { EpicorHttp } from './http';

/** What a method gave back, wherever the deployment puts it (EPICOR.md 1.2). */
export interface MethodReply {
  readonly returnObj: unknown;
  readonly parameters: Row;
}

/** One business object of Epicor, its methods called by name. */
export interface Service {
  /** POST of a method that saves nothing, or that may be repeated without harm. */
  ask(method: string, parameters: Row): Promise<MethodReply>;
  /** The same, giving the data set that replaces the one sent. */
  askDataSet(method: string, parameters: Row): Promise<DataSet>;
  /** The same with the method's other out parameters. */
  askDataSetAndMore(method: string, parameters: Row): Promise<{ ds: DataSet; parameters: Row }>;
  /** POST of a method that saves: an answer that does not come or cannot be read is `lost-answer`. */
  save(method: string, parameters: Row): Promise<MethodReply>;
  saveDataSet(method: string, parameters: Row): Promise<DataSet>;
  /** GET with query-string parameters (GetByID); null where Epicor has no such row. */
  getByKey(method: string, parameters: Readonly<Record<string, string>>): Promise<DataSet | null>;
  /** An error of this service, for what a method's answer says beyond its status. */
  error(method: string, kind: EpicorErrorKind, message: string): EpicorError;
  /** One row read by `columns`; throws `bad-reply` (of a save: `lost-answer`) naming the column. */
  read<S extends z.ZodType>(method: string, columns: S, row: unknown, write?: boolean): z.output<S>;
  /** The first row of a table; throws likewise where there is none. */
  first(method: string, ds: DataSet, table: string, write?: boolean): Row;
}

/** The service `name` ("Erp.BO.APInvoiceSvc") of the company that `http` reaches. */
export function createService(http: EpicorHttp, name: string): Service {
  const error: Service['error'] = (method, kind, message) =>
    new EpicorError({ kind, message, service: name, method });
  const unreadable = (method: string, write: boolean, message: string): EpicorError =>
    error(method, write ? 'lost-answer' : 'bad-reply', message);

  const call = async (method: string, parameters: Row, write: boolean): Promise<MethodReply> => {
    const reply = await http.send({ verb: 'POST', service: name, method, body: parameters, write });
    return unwrapped(reply) ?? raise(unreadable(method, write, 'the reply is no object'));
  };
  const dataSetIn = (method: string, reply: MethodReply, write: boolean): DataSet =>
    dataSetOf(reply) ?? raise(unreadable(method, write, 'the reply carries no data set'));

  const askDataSetAndMore = async (method: string, parameters: Row) => {
    const reply = await call(method, parameters, false);
    return { ds: dataSetIn(method, reply, false), parameters: reply.parameters };
  };

  return {
    ask: (method, parameters) => call(method, parameters, false),
    askDataSet: async (method, parameters) => (await askDataSetAndMore(method, parameters)).ds,
    askDataSetAndMore,
    save: (method, parameters) => call(method, parameters, true),
    saveDataSet: async (method, parameters) => dataSetIn(method, await call(method, parameters, true), true),
    async getByKey(method, query) {
      try {
        const reply = unwrapped(await http.send({ verb: 'GET', service: name, method, query, write: false }));
        return reply
          ? dataSetIn(method, reply, false)
          : raise(unreadable(method, false, 'the reply is no object'));
      } catch (failure) {
        if (failure instanceof EpicorError && failure.kind === 'not-found') return null;
        throw failure;
      }
    },
    error,
    read(method, columns, row, write = false) {
      const parsed = columns.safeParse(row);
      if (parsed.success) return parsed.data;
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw unreadable(method, write, `a column is missing or unreadable (${issues.join('; ')})`);
    },
    first: (method, ds, table, write = false) =>
      rowsOf(ds, table)[0] ?? raise(unreadable(method, write, `the reply has no row of ${table}`)),
  };
}

/** The one place that knows the wrappings: returnObj, parameters, both, or nothing for void methods. */
function unwrapped(reply: unknown): MethodReply | null {
  if (reply === null) return { returnObj: null, parameters: {} };
  if (!isRecord(reply)) return null;
  const { returnObj = null, parameters } = reply;
  return { returnObj, parameters: isRecord(parameters) ? parameters : {} };
}

function dataSetOf({ returnObj, parameters }: MethodReply): DataSet | null {
  if (isRecord(parameters.ds)) return parameters.ds;
  return isRecord(returnObj) ? returnObj : null;
}

function raise(error: EpicorError): never {
  throw error;
}
