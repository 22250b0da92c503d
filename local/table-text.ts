import stringWidth from 'string-width';

/** Cuts a text to so many columns of a terminal, with an ellipsis where something is missing; wide signs count two. */
export function cut(text: string, columns: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (stringWidth(flat) <= columns) return flat;
  let kept = '';
  for (const { segment } of graphemes.segment(flat)) {
    if (stringWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return columns > 0 ? `${kept.trimEnd()}…` : '';
}

/** Cuts and fills up to exactly so many columns. */
export function cell(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const shown = cut(text, columns);
  const blank = ' '.repeat(Math.max(0, columns - stringWidth(shown)));
  return align === 'left' ? shown + blank : blank + shown;
}

/** Breaks a text between words into at most `most` lines; the last one is cut where more is left. */
export function wrap(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  const words = text.split(/\s+/).filter(Boolean);
  while (words.length > 0 && lines.length < most - 1) {
    let line = words.shift() ?? '';
    while (words[0] !== undefined && stringWidth(`${line} ${words[0]}`) <= columns)
      line += ` ${words.shift()}`;
    lines.push(cut(line, columns));
  }
  return words.length > 0 ? [...lines, cut(words.join(' '), columns)] : lines;
}

/** A text that terminals which know it open as a link; others show the text. */
export function link(text: string, url: string): string {
  return `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`;
}

const graphemes = new Intl.Segmenter();
