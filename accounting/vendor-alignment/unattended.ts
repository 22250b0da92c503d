import type { ConnectionSettings } from '../connection-settings';

/** Where the connection was stored before there was such a setting. */
const usual = 50;

/** So many vendors a run that nobody asked for may create and change in Brex. */
export const mostUnattendedChanges = ({ vendors }: Pick<ConnectionSettings, 'vendors'>): number =>
  vendors?.mostUnattendedChanges ?? usual;
