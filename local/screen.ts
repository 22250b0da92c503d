import type { WriteStream } from 'node:tty';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

const control = '\u001b[';
/** Terminals that know it show a frame only once it is whole; others ignore it. */
const beginFrame = `${control}?2026h`;
const endFrame = `${control}?2026l`;
const hideCursor = `${control}?25l`;
const showCursor = `${control}?25h`;
const clearBelow = `${control}J`;
const clearRight = `${control}K`;
const home = `${control}H`;

type Frame = (size: ScreenSize) => readonly string[];

/**
 * A few lines at the end of a terminal that are refreshed in place, below what was printed before. Only lines that
 * changed are written anew, so that nothing flickers; what is printed meanwhile goes above them.
 */
export class Screen {
  private shown: readonly string[] = [];
  private frame: Frame | null = null;
  private readonly resized = () => {
    // The terminal has broken long lines anew, and nobody knows where they are now: what it shows is written over
    // from the top. Clearing it at once would push it into the scrollback of some.
    if (!this.frame) return;
    this.output.write(home);
    this.shown = [];
    this.draw(this.frame);
  };
  private readonly restore = () => this.output.write(showCursor);

  constructor(private readonly output: WriteStream) {
    output.on('resize', this.resized);
    process.once('exit', this.restore);
  }

  /** Whether the stream is a terminal whose cursor can be moved. */
  static fits(output: NodeJS.WriteStream): output is WriteStream {
    return Boolean(output.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI;
  }

  /** Replaces the lines by those that `frame` gives for the terminal's size; each must fit its width. */
  draw(frame: Frame): void {
    this.frame = frame;
    const lines = frame(this.size());
    const changed = lines.map((line, index) =>
      line === this.shown[index] ? '\n' : `${line}${clearRight}\n`,
    );
    this.output.write(`${beginFrame}${hideCursor}${this.toTop()}${changed.join('')}${clearBelow}${endFrame}`);
    this.shown = lines;
  }

  /** Prints a line above the ones that are refreshed. */
  print(line: string): void {
    this.output.write(`${beginFrame}${this.toTop()}${clearBelow}${line}\n`);
    this.shown = [];
    if (this.frame) this.draw(this.frame);
    else this.output.write(endFrame);
  }

  /** Leaves the lines as they are; what is printed from now on goes below them. */
  close(): void {
    if (this.frame) this.output.write(`\r${clearBelow}${showCursor}`);
    this.frame = null;
    this.shown = [];
    this.output.off('resize', this.resized);
    process.off('exit', this.restore);
  }

  private toTop(): string {
    return this.shown.length > 0 ? `\r${control}${this.shown.length}A` : '\r';
  }

  /** One row is left to the cursor. */
  private size(): ScreenSize {
    return { columns: this.output.columns || 80, rows: (this.output.rows || 24) - 1 };
  }
}
