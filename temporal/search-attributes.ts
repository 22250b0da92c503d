import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { searchAttributes } from '../workflows/contract';

const { IndexedValueType } = temporal.api.enums.v1;

const typeOf = (type: SearchAttributeType): temporal.api.enums.v1.IndexedValueType =>
  IndexedValueType[`INDEXED_VALUE_TYPE_${type}`];

/** gRPC status of a request that lost a race against another process of ours. */
const alreadyExists = 6;

/**
 * Creates those search attributes of the contract that the namespace lacks and waits until they can be used.
 * Returns the names created. Throws where an attribute of the name exists with another type.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const existing = await existingAttributes(connection, namespace);
  const wanted = Object.values(searchAttributes);
  for (const { name, type } of wanted) {
    const found = existing.get(name);
    if (found !== undefined && found !== typeOf(type)) {
      throw new Error(
        `Search attribute ${name} of namespace ${namespace} is not of type ${type}: ` +
          `remove it (temporal operator search-attribute remove --name ${name}) and start again.`,
      );
    }
  }
  const missing = wanted.filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return [];
  await create(
    connection,
    namespace,
    Object.fromEntries(missing.map(({ name, type }) => [name, typeOf(type)])),
  );
  const names = missing.map(({ name }) => name);
  await untilUsable(connection, namespace, names);
  return names;
}

type IndexedTypes = Record<string, temporal.api.enums.v1.IndexedValueType>;

async function existingAttributes(
  connection: Connection,
  namespace: string,
): Promise<Map<string, temporal.api.enums.v1.IndexedValueType>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return new Map(Object.entries(customAttributes ?? {}));
}

async function create(connection: Connection, namespace: string, types: IndexedTypes): Promise<void> {
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types });
  } catch (error) {
    if ((error as { code?: unknown }).code !== alreadyExists) throw error;
  }
}

/** The server learns of new attributes from its own cache, a little later than the answer to their creation. */
async function untilUsable(connection: Connection, namespace: string, names: string[]): Promise<void> {
  const query = names.map((name) => `${name} IS NULL`).join(' AND ');
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(500);
    }
  }
}
