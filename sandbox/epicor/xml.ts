import { LosslessNumber } from 'lossless-json';

/** Without "Accept: application/json" the server answers XML, errors included (EPICOR.md 1.3). */
export function toXml(value: unknown): string {
  return `<?xml version="1.0" encoding="utf-8"?>${element('Response', value)}`;
}

function element(name: string, value: unknown): string {
  const tag = name.replace(/[^A-Za-z0-9_]/g, '_');
  if (Array.isArray(value)) return `<${tag}>${value.map((item) => element('Row', item)).join('')}</${tag}>`;
  if (value !== null && typeof value === 'object' && !(value instanceof LosslessNumber)) {
    const inner = Object.entries(value).map(([key, item]) => element(key, item));
    return `<${tag}>${inner.join('')}</${tag}>`;
  }
  return `<${tag}>${escaped(value === null || value === undefined ? '' : String(value))}</${tag}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
