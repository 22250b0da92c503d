import type { TableDefinition } from './define';

/** Parameters of a process: no table of the database, so without company and row version. */
function parameters(name: string, more: readonly string[] = []): TableDefinition {
  const text = [
    'GroupID',
    'ACTType',
    'AutoAction',
    'AgentID',
    'TaskNote',
    'WorkstationID',
    ...more,
    'RowMod',
  ];
  const integer = ['AgentSchedNum', 'AgentTaskNum', 'ProcessTaskNum'];
  return {
    name,
    key: [],
    parent: [],
    columns: new Map([
      ...text.map((column) => [column, 'text'] as const),
      ...integer.map((column) => [column, 'integer'] as const),
      ['RecurringTask', 'flag'] as const,
      ['SysRowID', 'guid'] as const,
    ]),
  };
}

/** Parameters of the posting processes (EPICOR.md 3.8, 4). */
export const processTables = [
  parameters('APInvoicePostParam'),
  parameters('GLJrnAsynchParam', ['BookMode', 'BookModeDisp']),
];
