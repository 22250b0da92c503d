import { reportedWhenPosted } from '../../support/posting';
import type { StackOptions } from '../../support/stack';
import { bookingPaths, stagedPaths } from './booking';
import { collectingPaths } from './collecting';
import { decisionPaths } from './decisions';
import type { RecordedPath } from './path';
import { pollingPaths } from './polling';
import { postingPaths } from './posting';
import { previewPaths, refusalPaths } from './refusals';
import { alignmentPaths, fewVendors } from './vendor-alignment';
import { vendorPaths } from './vendors';
import { watchingPaths } from './watching';

export type { RecordedPath } from './path';

/** Paths that are walked on one connection, one after the other. */
export interface PathGroup {
  readonly title: string;
  readonly settings: NonNullable<StackOptions['settings']>;
  readonly paths: readonly RecordedPath[];
}

// records of closed periods are wanted
const longAgo = { 'startDate: ${SANDBOX_START_DATE}': 'startDate: 2024-01-01' };

export const pathGroups: readonly PathGroup[] = [
  {
    title: 'a connection as usual',
    settings: longAgo,
    paths: [
      ...bookingPaths,
      ...refusalPaths,
      ...decisionPaths,
      ...collectingPaths,
      ...watchingPaths,
      ...pollingPaths,
      ...vendorPaths,
    ],
  },
  {
    title: 'a connection that saves in stages',
    settings: { 'invoiceSave: auto': 'invoiceSave: staged' },
    paths: stagedPaths,
  },
  {
    title: 'a connection that reports what is posted',
    settings: {
      ...reportedWhenPosted,
      'noVendor: ask': 'noVendor: ask\n  attachReceipts: true',
    },
    paths: postingPaths,
  },
  {
    title: 'a connection whose vendors are aligned',
    settings: fewVendors,
    paths: alignmentPaths,
  },
  {
    title: 'a connection in preview',
    settings: { 'mode: live': 'mode: preview' },
    paths: previewPaths,
  },
];

export const pathNames: readonly string[] = pathGroups
  .flatMap(({ paths }) => paths)
  .map(({ name }) => name)
  .sort();
