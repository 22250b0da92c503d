import { activityInfo } from '@temporalio/activity';
import type { ExportResult } from '../../brex';
import { attemptsTogether, type ExportReports, type Told } from '../connection/export-reports';

/** Tells Brex together with other records, or alone where that failed before. */
export function report(reports: ExportReports, result: ExportResult): Promise<Told> {
  return activityInfo().attempt > attemptsTogether ? reports.tellAlone(result) : reports.tell(result);
}
