/**
 * PostgreSQL's text knows neither U+0000 nor half a surrogate pair, but names and memos of Brex and Epicor may
 * carry both. They become the visible ␀ (U+2400) and the replacement character � (U+FFFD); all else stays.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The same for JSON text, where both are written as escapes; an escaped backslash before them is none. */
export function storableJson(json: string): string {
  return json.replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, (found) => {
    if (found === '\\\\') return found;
    return found === '\\u0000' ? '\u2400' : '\ufffd';
  });
}

/** A parameter of a statement with `storableText` applied to every text in it. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  return Array.isArray(value) ? value.map(storable) : value;
}
