import type { Dialog } from 'electron';

/** A file dialog that opened, or a message that was shown. */
export interface ShownDialog {
  readonly kind: 'open' | 'save' | 'message' | 'error';
  readonly title: string;
  readonly text: string;
}

/** In the order they appeared. */
export const shownDialogs: ShownDialog[] = [];

/** What the next file dialogs are answered with: paths, or null for Cancel. */
export const fileAnswers: (readonly string[] | null)[] = [];

function answerNext(kind: 'open' | 'save', args: readonly unknown[]): readonly string[] | null {
  const { title = '', defaultPath = '' } = (args.at(-1) ?? {}) as { title?: string; defaultPath?: string };
  shownDialogs.push({ kind, title, text: defaultPath });
  const answer = fileAnswers.shift();
  if (answer === undefined) throw new Error(`The dialog "${title}" opened and the test has no answer for it`);
  return answer;
}

type Used = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>;

export const dialogDouble: Used = {
  async showOpenDialog(...args: unknown[]) {
    const answer = answerNext('open', args);
    return { canceled: answer === null, filePaths: [...(answer ?? [])] };
  },
  async showSaveDialog(...args: unknown[]) {
    const answer = answerNext('save', args);
    return { canceled: answer === null, filePath: answer?.[0] ?? '' };
  },
  async showMessageBox(...args: unknown[]) {
    const { message = '', detail = '' } = (args.at(-1) ?? {}) as { message?: string; detail?: string };
    shownDialogs.push({ kind: 'message', title: message, text: detail });
    return { response: 0, checkboxChecked: false };
  },
  showErrorBox(title, content) {
    shownDialogs.push({ kind: 'error', title, text: content });
    // The process ends next; the test reads it from here.
    console.error(`[error box] ${title}: ${content}`);
  },
};
