import { z } from 'zod';
import { toAscii } from './ascii';
import type { BrexHttp } from './http';
import type { ExportResult } from './types';

const answer = z.object({ updated_accounting_record_ids: z.array(z.string()) });

/**
 * POST /v3/accounting/records/export-results (BREX.md 2.5). One wrong id refuses all: 404 and 422 name it in
 * `details`. No Idempotency-Key is declared there (BREX.md 1.6): after a `lost-answer` the record must be
 * re-read before it is reported again. Nothing to report sends nothing.
 */
export async function reportExportResults(
  http: BrexHttp,
  results: readonly ExportResult[],
): Promise<string[]> {
  if (results.length === 0) return [];
  const reply = await http.post('/v3/accounting/records/export-results', answer, {
    results: results.map(asSent),
  });
  return reply.updated_accounting_record_ids;
}

function asSent(result: ExportResult): object {
  if ('failure' in result) {
    return {
      accounting_record_id: result.recordId,
      failure: { error_message: toAscii(result.failure.message) },
    };
  }
  const { referenceId, deepLinkUrl } = result.success;
  return {
    accounting_record_id: result.recordId,
    success: {
      reference_id: toAscii(referenceId),
      // nullable is false there: without a link the key is left out
      ...(deepLinkUrl === undefined ? {} : { deep_link_url: asciiUrl(deepLinkUrl) }),
    },
  };
}

/** Percent-encodes what is not ASCII and leaves what is encoded already; broken surrogates become U+FFFD. */
function asciiUrl(url: string): string {
  return url.replace(/[^\x21-\x7e]+/gu, (text) => encodeURIComponent(Buffer.from(text).toString()));
}
