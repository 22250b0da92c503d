/** Both systems' clients as a connection's settings and secrets make them: credentials, limits, observers. */
export { type BrexConnection, openBrex, usualRequestsPerMinute } from './brex-client';
export { type OpenEpicor, openEpicor } from './epicor-client';
export { integrationOf, planReferences, type ReferenceSources } from './reference-plans';
