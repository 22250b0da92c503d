import type { Duration } from '@temporalio/common';
import { proxyActivities, type RetryPolicy } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { brexQueue, epicorQueue, receiptAttempts } from './contract';

/**
 * Activities in groups by what a repetition costs. No group limits its attempts: transient trouble is retried
 * for days, with pauses that stop growing at ten minutes, so that an outage overnight costs at most ten minutes
 * after it ends. What must not be retried for ever (a business refusal, a reply nobody can read) is a result or
 * a non-retryable failure, and parks the record instead of failing the run.
 */
const patient: RetryPolicy = {
  initialInterval: '2 seconds',
  backoffCoefficient: 2,
  maximumInterval: '10 minutes',
};

/**
 * The write asks again sooner: it looks up before it writes, and a half-written document should not stay so for
 * long. After a lost answer the activity itself sets the pause to `epicor.settle`.
 */
const careful: RetryPolicy = {
  initialInterval: '2 seconds',
  backoffCoefficient: 2,
  maximumInterval: '5 minutes',
};

/** Our own database: a short pause is enough, it is near and either up or down. */
const prompt: RetryPolicy = {
  initialInterval: '500 milliseconds',
  backoffCoefficient: 2,
  maximumInterval: '1 minute',
};

/**
 * Every step that calls a system heartbeats by a timer (worker/step-interceptor.ts), so that a killed worker is
 * noticed within seconds, whatever its step was allowed to take.
 */
const heartbeatTimeout = '20 seconds';

/** The groups as one connection's runs use them: each system has its own queue per connection. */
export function activityGroups(connectionId: string) {
  return {
    /** Reads from Brex: harmless to repeat. */
    brexReads: proxyActivities<Pick<Activities, 'fetchRecord'>>({
      taskQueue: brexQueue(connectionId),
      startToCloseTimeout: '2 minutes',
      heartbeatTimeout,
      retry: patient,
    }),
    /** Reads from Epicor, and its defaults for a new document (GetNew saves nothing; a group is found if it exists). */
    epicorReads: proxyActivities<
      Pick<
        Activities,
        | 'mapReferences'
        | 'matchVendor'
        | 'checkVendor'
        | 'adoptDocument'
        | 'getNew'
        | 'linkDocument'
        | 'checkPosted'
        | 'previewDocument'
      >
    >({
      taskQueue: epicorQueue(connectionId),
      startToCloseTimeout: '5 minutes',
      heartbeatTimeout,
      retry: patient,
    }),
    /**
     * The irreversible step and its proof. The ledger's lease keeps a stalled worker from writing beside its
     * successor.
     */
    epicorWrites: proxyActivities<
      Pick<Activities, 'updateMaster' | 'confirmDocument' | 'voidDocument' | 'createVendor'>
    >({
      taskQueue: epicorQueue(connectionId),
      startToCloseTimeout: '15 minutes',
      heartbeatTimeout,
      retry: careful,
    }),
    /** Reports to Brex: a repetition is recognised by re-reading the record first. Days of retries. */
    brexReports: proxyActivities<Pick<Activities, 'markExported' | 'reportFailure'>>({
      taskQueue: brexQueue(connectionId),
      startToCloseTimeout: '2 minutes',
      heartbeatTimeout,
      retry: patient,
    }),
    /**
     * Between Brex and Epicor, so on neither one's queue, and never waited for long: the record is settled.
     */
    receipts: proxyActivities<Pick<Activities, 'attachReceipts'>>({
      startToCloseTimeout: '10 minutes',
      heartbeatTimeout,
      retry: { initialInterval: '2 seconds', backoffCoefficient: 4, maximumAttempts: receiptAttempts },
    }),
    /** Steps in our own store, on the workflow's own queue. */
    local: proxyActivities<
      Pick<Activities, 'parkRecord' | 'closeRecord' | 'recordDecision' | 'rejectVendor'>
    >({
      startToCloseTimeout: '30 seconds',
      retry: prompt,
    }),
  };
}

/** A person waits for these: what does not answer soon is told instead of tried for days. */
const impatient: RetryPolicy = { ...patient, initialInterval: '1 second', maximumAttempts: 3 };

/** Reads for a preview that somebody asked for, on the queues of the two systems. */
export function previewers(connectionId: string) {
  const options = {
    startToCloseTimeout: '1 minute',
    scheduleToCloseTimeout: '2 minutes',
    heartbeatTimeout,
    retry: impatient,
  } as const;
  return {
    reads: proxyActivities<Pick<Activities, 'readForPreview'>>({
      ...options,
      taskQueue: brexQueue(connectionId),
    }),
    plans: proxyActivities<Pick<Activities, 'previewDocument'>>({
      ...options,
      taskQueue: epicorQueue(connectionId),
    }),
  };
}

/** Starting runs needs the Temporal server and our store only. */
export const starters = proxyActivities<Pick<Activities, 'startRecords'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout,
  retry: prompt,
});

/** Reads our own store and tells people. */
export const reminders = proxyActivities<Pick<Activities, 'remindOfApprovals'>>({
  startToCloseTimeout: '1 minute',
  retry: prompt,
});

/** Collects from Brex page by page. */
export function collectors(connectionId: string) {
  return proxyActivities<Pick<Activities, 'collectReady' | 'importCash'>>({
    taskQueue: brexQueue(connectionId),
    startToCloseTimeout: '1 hour',
    heartbeatTimeout,
    retry: patient,
  });
}

/** Posts groups: our own state is kept here, one step at a time is taken in Epicor. */
export function posters(connectionId: string) {
  return {
    ours: proxyActivities<Pick<Activities, 'sealGroups'>>({
      startToCloseTimeout: '1 minute',
      retry: prompt,
    }),
    /** Reads each document of the group back before it is submitted. */
    epicor: proxyActivities<Pick<Activities, 'postGroup'>>({
      taskQueue: epicorQueue(connectionId),
      startToCloseTimeout: '1 hour',
      heartbeatTimeout,
      retry: careful,
    }),
  };
}

/** Epicor's codes to Brex: a read of Epicor, then writes to Brex that find what an earlier attempt did. */
export function referenceSteps(connectionId: string) {
  return {
    epicor: proxyActivities<Pick<Activities, 'readChart'>>({
      taskQueue: epicorQueue(connectionId),
      startToCloseTimeout: '15 minutes',
      heartbeatTimeout,
      retry: patient,
    }),
    brex: proxyActivities<Pick<Activities, 'pushReferences'>>({
      taskQueue: brexQueue(connectionId),
      startToCloseTimeout: '30 minutes',
      heartbeatTimeout,
      retry: patient,
    }),
  };
}

/** Asks Brex what it signs with: in a daily watch, given up before the next one, or until it is known. */
export function secretsReaders(connectionId: string, scheduleToCloseTimeout?: Duration) {
  return proxyActivities<Pick<Activities, 'refreshWebhookSecrets'>>({
    taskQueue: brexQueue(connectionId),
    startToCloseTimeout: '2 minutes',
    scheduleToCloseTimeout,
    heartbeatTimeout,
    retry: patient,
  });
}

/** Looks over what waits for Epicor, many at once. */
export function sweepers(connectionId: string) {
  return proxyActivities<Pick<Activities, 'wakePosted'>>({
    taskQueue: epicorQueue(connectionId),
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout,
    retry: patient,
  });
}

/** Reads Epicor's reference data, a slice of one table at a time, so that postings find calls free between them. */
export function pollers(connectionId: string) {
  return proxyActivities<Pick<Activities, 'pollTable' | 'wakeParked'>>({
    taskQueue: epicorQueue(connectionId),
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout,
    retry: patient,
  });
}

/** Looks into our own store. */
export const reviewers = proxyActivities<Pick<Activities, 'reviewTokenUse'>>({
  startToCloseTimeout: '30 seconds',
  retry: prompt,
});

/** Aligning vendors: each system's calls on its own queue. */
export function vendorAligners(connectionId: string) {
  const options = { startToCloseTimeout: '30 minutes', heartbeatTimeout, retry: patient } as const;
  return {
    epicor: proxyActivities<Pick<Activities, 'readEpicorVendors' | 'createEpicorVendors'>>({
      ...options,
      taskQueue: epicorQueue(connectionId),
    }),
    brex: proxyActivities<Pick<Activities, 'planVendors' | 'writeVendors'>>({
      ...options,
      taskQueue: brexQueue(connectionId),
    }),
  };
}

export type ActivityGroups = ReturnType<typeof activityGroups>;
