import { styleText } from 'node:util';
import type { Progress, ProgressStep } from './progress.ts';

/** The part of a terminal that this needs. */
export type Terminal = { write(text: string): unknown; columns: number; colors: boolean };

type Live = { title: string; detail: string; startedMs: number };

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_BELOW = '\u001b[J';
const REDRAW_MS = 100;
const TITLE_WIDTH = 22;
/** Seconds are shown only for steps that make one wait. */
const PATIENCE_MS = 2_000;

/**
 * Progress as a list that stays, with the steps under way redrawn at its end.
 *
 * @param nowMs a clock that only goes forward
 */
export function terminalProgress(terminal: Terminal, nowMs: () => number): Progress {
  const list = new LiveList(terminal, nowMs);
  const paint = (style: 'dim' | 'green' | 'red' | 'bold', text: string) =>
    terminal.colors ? styleText(style, text, { validateStream: false }) : text;
  return {
    heading: (text) => list.print(`\n${paint('bold', text)}`),
    line: (text) => list.print(text),
    end: () => list.end(),
    step(title): ProgressStep {
      const live: Live = { title, detail: '', startedMs: nowMs() };
      list.add(live);
      const finish = (mark: string, text: string) => {
        list.remove(live);
        const seconds = paint('dim', `${((nowMs() - live.startedMs) / 1000).toFixed(1)} s`);
        list.print(`  ${mark} ${[title.padEnd(TITLE_WIDTH), text, seconds].filter(Boolean).join('  ')}`);
      };
      return {
        detail(text) {
          live.detail = text;
          list.changed();
        },
        stream(label) {
          list.print(`    ${paint('dim', label)}`);
          return { write: (piece) => list.stream(piece) };
        },
        done: (text = '') => finish(paint('green', '✓'), text),
        fail: (text) => finish(paint('red', '✗'), text),
      };
    },
  };
}

/** Lines at the end of the terminal that are drawn again whenever something changes. */
class LiveList {
  readonly #terminal: Terminal;
  readonly #nowMs: () => number;
  readonly #steps = new Set<Live>();
  readonly #timer: NodeJS.Timeout;
  #drawnLines = 0;
  #drawnMs = -Infinity;
  #streaming = false;

  constructor(terminal: Terminal, nowMs: () => number) {
    this.#terminal = terminal;
    this.#nowMs = nowMs;
    this.#timer = setInterval(() => this.#draw(), 1000).unref();
    terminal.write(HIDE_CURSOR);
  }

  add(step: Live): void {
    this.#steps.add(step);
    this.#draw();
  }

  remove(step: Live): void {
    this.#steps.delete(step);
  }

  changed(): void {
    if (this.#nowMs() - this.#drawnMs >= REDRAW_MS) this.#draw();
  }

  print(text: string): void {
    this.#terminal.write(`${this.#streaming ? '\n' : this.#erase()}${text}\n`);
    this.#streaming = false;
    this.#draw();
  }

  /** While text streams in, nothing is drawn below it. */
  stream(piece: string): void {
    const indented = piece.replaceAll('\n', '\n      ');
    this.#terminal.write(this.#streaming ? indented : `${this.#erase()}      ${indented}`);
    this.#streaming = true;
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#streaming) this.#terminal.write('\n');
    this.#terminal.write(SHOW_CURSOR);
  }

  #draw(): void {
    if (this.#streaming) return;
    const lines = [...this.#steps].map((step) => this.#lineOf(step));
    this.#terminal.write(this.#erase() + lines.map((line) => `${line}\n`).join(''));
    this.#drawnLines = lines.length;
    this.#drawnMs = this.#nowMs();
  }

  #erase(): string {
    const up = this.#drawnLines > 0 ? `\u001b[${this.#drawnLines}A` : '';
    this.#drawnLines = 0;
    return `\r${up}${CLEAR_BELOW}`;
  }

  #lineOf({ title, detail, startedMs }: Live): string {
    const waitedMs = this.#nowMs() - startedMs;
    const seconds = waitedMs < PATIENCE_MS ? '' : `${Math.floor(waitedMs / 1000)} s`;
    const text = `  · ${[title.padEnd(TITLE_WIDTH), detail, seconds].filter(Boolean).join('  ')}`;
    return text.length < this.#terminal.columns ? text : `${text.slice(0, this.#terminal.columns - 2)}…`;
  }
}
