/** What the bare run and its worker agree on. */
export const bareWorkflowType = 'bareRecord';
export const bareQueue = 'bare';
export const bareBrexQueue = 'bare/brex';
export const bareEpicorQueue = 'bare/epicor';

/** Stands for the record whose way was recorded: these ids replace its ids in every request. */
export interface BareRecord {
  readonly id: string;
  readonly sourceId: string | null;
}

export interface BareInput {
  /** Which queue each activity runs on, in order. */
  readonly queues: readonly ('brex' | 'epicor')[];
  /** null: activities that do nothing at all. */
  readonly record: BareRecord | null;
}
