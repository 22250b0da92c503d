import type { ConnectionSettings } from '../../accounting/connection-settings';
import { withMappingTable } from '../../accounting/rule-matching';
import type { Store } from '../../store';

/** The connection's settings with the rule table as it is now: what a plan is made by, whoever asks for one. */
export async function mappedSettings(
  store: Store,
  settings: ConnectionSettings,
): Promise<ConnectionSettings> {
  return withMappingTable(settings, await store.mappingRules.current(settings.id));
}
