export type { Chart } from './ap-invoice-rows';
export type * from './api';
export { createEpicor } from './epicor';
export { EpicorError, type EpicorErrorFacts, type EpicorErrorKind, type RefusedStep } from './errors';
export {
  createEpicorClient,
  type EpicorClientOptions,
  type EpicorExchange,
  type EpicorHttp,
  type EpicorTimeouts,
} from './http';
export { basicLogin, clientCredentialsLogin, type EpicorLogin } from './login';
export type { Reference, ReferenceRow } from './reference-api';
export type { WritePermit } from './write-permit';
