import {
  type IpcMain,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  type WebContents,
} from 'electron';
import * as v from 'valibot';
import { AppError, toWireError } from '../../../shared/errors.ts';
import type { Answer, AskChannel, SendChannel } from '../../preload/channels.ts';
import { isReasonablySized } from './payload-size.ts';
import { refusalOf } from './sender.ts';

/** Which windows may speak; the shell adds and removes them. */
export type KnownWindows = ReadonlySet<number>;

/**
 * The only way this program listens to windows. Every message is checked before anything looks at it: the channel
 * by its type, the sender, the size, the shape.
 */
export class GuardedIpc {
  readonly #windows: KnownWindows;
  readonly #ipc: Pick<IpcMain, 'handle' | 'on'> = ipcMain;

  constructor(windows: KnownWindows) {
    this.#windows = windows;
  }

  /** Answers a question. Refusals and failures are answers too, with their code. */
  answer<S extends v.GenericSchema>(
    channel: AskChannel,
    schema: S,
    work: (arg: v.InferOutput<S>, contents: WebContents) => unknown,
  ): void {
    this.#ipc.handle(channel, async (event: IpcMainInvokeEvent, ...args: unknown[]): Promise<Answer> => {
      try {
        const arg = this.#check(channel, event, args, schema);
        return { ok: true, value: await work(arg, event.sender) };
      } catch (error) {
        return { ok: false, error: toWireError(error) };
      }
    });
  }

  /** Takes a message. A refused one is reported on the terminal: there is nobody to answer. */
  receive<S extends v.GenericSchema>(
    channel: SendChannel,
    schema: S,
    work: (arg: v.InferOutput<S>, contents: WebContents) => void,
  ): void {
    this.#ipc.on(channel, (event: IpcMainEvent, ...args: unknown[]) => {
      try {
        work(this.#check(channel, event, args, schema), event.sender);
      } catch (error) {
        console.error(toWireError(error).message);
      }
    });
  }

  #check<S extends v.GenericSchema>(
    channel: string,
    event: IpcMainEvent | IpcMainInvokeEvent,
    args: readonly unknown[],
    schema: S,
  ): v.InferOutput<S> {
    const refusal = refusalOf(event, this.#windows);
    if (refusal !== null) throw new AppError('FORBIDDEN', `A message on ${channel} was refused: ${refusal}.`);
    if (args.length !== 1 || !isReasonablySized(args[0])) {
      throw new AppError(
        'BAD_ARGUMENT',
        `A message on ${channel} was refused: it is not one value of a usual size.`,
      );
    }
    const read = v.safeParse(schema, args[0]);
    if (read.success) return read.output;
    throw new AppError('BAD_ARGUMENT', `A message on ${channel} was refused: ${read.issues[0].message}.`);
  }
}
