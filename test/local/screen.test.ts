import { EventEmitter } from 'node:events';
import type { WriteStream } from 'node:tty';
import { Screen } from '../../local/screen';

/** As much of a terminal as the screen uses: text, line ends, and the controls that it sends. */
class FakeTerminal extends EventEmitter {
  columns = 40;
  rows = 10;
  isTTY = true;
  written = '';
  lines: string[] = [''];
  private row = 0;
  private column = 0;

  write(text: string): boolean {
    this.written += text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is read here
    for (const [token] of text.matchAll(/\u001b\[[?0-9]*[A-Za-z]|[^\u001b]/g)) this.take(token);
    return true;
  }

  private take(token: string): void {
    const line = this.lines[this.row] ?? '';
    if (token === '\r') this.column = 0;
    else if (token === '\n') {
      this.row += 1;
      this.column = 0;
      this.lines[this.row] ??= '';
    } else if (token.length === 1) {
      this.lines[this.row] = line.slice(0, this.column) + token + line.slice(this.column + 1);
      this.column += 1;
    } else if (token.endsWith('A')) this.row -= Number(token.slice(2, -1));
    else if (token.endsWith('H')) [this.row, this.column] = [0, 0];
    else if (token.endsWith('K')) this.lines[this.row] = line.slice(0, this.column);
    else if (token.endsWith('J')) {
      this.lines[this.row] = line.slice(0, this.column);
      this.lines.length = this.row + 1;
    }
  }
}

function screenOn(terminal: FakeTerminal): Screen {
  return new Screen(terminal as unknown as WriteStream);
}

describe('the screen', () => {
  it('replaces its lines by the new ones, also where they are fewer', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    screen.draw(() => ['one', 'two', 'three']);
    screen.draw(() => ['one', '2']);
    expect(terminal.lines).toEqual(['one', '2', '']);
  });

  it('writes only lines that changed', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    screen.draw(() => ['constant', 'before']);
    terminal.written = '';
    screen.draw(() => ['constant', 'after']);
    expect(terminal.written).not.toContain('constant');
    expect(terminal.written).toContain('after');
  });

  it('prints above its lines what is logged meanwhile', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    screen.print('started');
    screen.draw(() => ['table']);
    screen.print('more spend');
    screen.draw(() => ['table again']);
    expect(terminal.lines).toEqual(['started', 'more spend', 'table again', '']);
  });

  it('leaves its lines and the cursor visible when it ends, and room below', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    screen.draw(() => ['table']);
    screen.close();
    screen.print('Stopping');
    expect(terminal.lines).toEqual(['table', 'Stopping', '']);
    expect(terminal.written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(
      terminal.written.lastIndexOf('\u001b[?25l'),
    );
  });

  it('draws anew from the top when the terminal changes its size, one row less than it has', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    screen.print('banner');
    screen.draw(({ columns, rows }) => [`${columns} by ${rows}`]);
    terminal.columns = 90;
    terminal.rows = 20;
    terminal.emit('resize');
    expect(terminal.lines).toEqual(['90 by 19', '']);
    screen.close();
  });
});
