import { z } from 'zod';
import { parseJson } from './json';

/** What a reply that is no success says of itself (EPICOR.md 2.5). */
export interface ErrorBody {
  /** Never empty. */
  readonly message: string;
  readonly errorType: string | null;
  readonly correlationId: string | null;
  /** Whether Epicor itself speaks; else a gateway or web server before it. */
  readonly fromEpicor: boolean;
}

const longestMessage = 4000;
const text = z.string().nullish().catch(null);

/** A setting of the server may hide any of these, the message too (2.5): one of them shows who speaks. */
const epicorError = z
  .object({
    ErrorMessage: text,
    ErrorType: text,
    CorrelationId: text,
    ReasonPhrase: text,
    ErrorDetails: z
      .array(z.object({ Message: text }))
      .nullish()
      .catch(null),
  })
  .refine(({ ErrorMessage, ErrorType, CorrelationId, ErrorDetails }) =>
    [ErrorMessage, ErrorType, CorrelationId, ErrorDetails?.[0]].some((each) => each != null),
  );

/** v4 says `error` and a text, v3 `odata.error` and a text with its language. */
const odataMessage = z.object({
  message: z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]),
  code: text,
});
const odataError = z
  .object({ error: z.union([z.string(), odataMessage]).optional(), 'odata.error': odataMessage.optional() })
  .transform((body) => body.error ?? body['odata.error']);

/**
 * Reads the body of an error reply in any of the forms that were seen: Epicor's own as JSON or XML, OData's, plain
 * text, HTML.
 */
export function readErrorBody(status: number, body: string): ErrorBody {
  const read = readEpicorError(body) ?? readODataError(body) ?? readXmlError(body) ?? readText(status, body);
  return {
    ...read,
    message: shortened(read.message.trim() || `HTTP ${status}`),
    correlationId: read.correlationId ?? correlationIn(read.message),
  };
}

function readEpicorError(body: string): ErrorBody | null {
  const parsed = epicorError.safeParse(jsonOrNull(body));
  if (!parsed.success) return null;
  const { ErrorType, CorrelationId, ReasonPhrase, ErrorDetails } = parsed.data;
  const said = parsed.data.ErrorMessage ?? '';
  const details = (ErrorDetails ?? []).map((detail) => detail.Message ?? '');
  const more = details.filter((detail) => detail !== '' && !said.includes(detail));
  const words = [said, ...new Set(more)].filter((text) => text.trim() !== '');
  return {
    message: words.length > 0 ? words.join(' | ') : (ErrorType ?? ReasonPhrase ?? ''),
    errorType: ErrorType ?? null,
    correlationId: CorrelationId ?? null,
    fromEpicor: true,
  };
}

function readODataError(body: string): ErrorBody | null {
  const parsed = odataError.safeParse(jsonOrNull(body));
  const error = parsed.data;
  if (error === undefined) return null;
  const message = typeof error === 'string' ? error : error.message;
  const errorType = typeof error === 'string' ? null : (error.code ?? null);
  return { message, errorType, correlationId: null, fromEpicor: true };
}

/** The same names in XML, with any prefix: servers fall back to it for what they refuse early (EPICOR.md 2.5). */
function readXmlError(body: string): ErrorBody | null {
  const element = (name: string): string | null => {
    const inner = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)</`).exec(body)?.[1];
    return inner === undefined ? null : unescaped(inner).trim();
  };
  const message = element('ErrorMessage') ?? (/<(\w+:)?error[\s>]/.test(body) ? element('message') : null);
  if (message === null) return null;
  return {
    message,
    errorType: element('ErrorType') ?? element('code'),
    correlationId: element('CorrelationId'),
    fromEpicor: true,
  };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_match, name: string) => entities[name] ?? '');
}

/** Markup is a page of a web server, of which only the words are kept. */
function readText(status: number, body: string): ErrorBody {
  const isMarkup = /^\s*</.test(body);
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(body)?.[1];
  const words = isMarkup ? (title ?? body.replace(/<[^>]*>/g, ' ')) : body;
  const said = words.replace(/\s+/g, ' ').trim();
  return {
    message: isMarkup ? `HTTP ${status}, a page and no reply of Epicor: ${said}` : said,
    errorType: null,
    correlationId: null,
    fromEpicor: false,
  };
}

function correlationIn(message: string): string | null {
  return /Correlation ID:\s*([0-9a-f-]{36})/i.exec(message)?.[1] ?? null;
}

function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}

function jsonOrNull(body: string): unknown {
  try {
    return parseJson(body);
  } catch {
    return null;
  }
}
