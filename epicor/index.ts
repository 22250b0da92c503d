export type * from './api';
export { EpicorError, type EpicorErrorFacts, type EpicorErrorKind, type RefusedStep } from './errors';
