import type { Progress } from '../../../shared/api/contract.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { byteText, countText } from './format.ts';
import type { Terminal } from './terminal.ts';

/** Progress as one line of standard error that rewrites itself; nothing when nobody watches. */
export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

const CLEAR_LINE = '\r\x1b[2K';

/** A progress line on a terminal. */
export function createProgressLine(terminal: Terminal): ProgressLine {
  let shown = false;
  return {
    show(progress) {
      if (!terminal.errIsTerminal) return;
      shown = true;
      terminal.err(CLEAR_LINE + progressText(progress));
    },
    clear() {
      if (shown) terminal.err(CLEAR_LINE);
      shown = false;
    },
  };
}

function progressText({ stage, done, total, unit, records }: Progress): string {
  const amount = unit === 'bytes' ? byteText : countText;
  const of = total === null ? amount(done) : `${amount(done)} of ${amount(total)}`;
  const share = total === null || total === 0 ? '' : ` (${Math.floor((done / total) * 100)} %)`;
  const found = records === null ? '' : `, ${countText(records)} records`;
  return `${visibleText(stage)}: ${of}${unit === 'bytes' ? '' : ` ${unit}`}${share}${found}`;
}
