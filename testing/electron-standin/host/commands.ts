import type * as Electron from 'electron';
import { createCodec } from '../codec.ts';
import type { StandInModule } from '../electron/index.ts';
import type { Context } from './context.ts';
import type { DesktopState } from './record.ts';

const codec = createCodec();

/** What a test may ask of the stand-in's process. */
export type Command =
  | { readonly kind: 'state' }
  | { readonly kind: 'quit' }
  /** A function's source, called with the module `electron` and the argument. */
  | { readonly kind: 'evaluate'; readonly source: string; readonly argument: unknown }
  /** A person's press on a notification. */
  | {
      readonly kind: 'notification';
      readonly index: number;
      readonly event: 'click' | 'action';
      readonly actionIndex: number;
    };

export interface CommandMessage {
  readonly id: number;
  readonly command: Command;
}

export type FromStandIn =
  | { readonly kind: 'ready'; readonly endpoint: string }
  | { readonly kind: 'failed'; readonly message: string }
  /** `value` is the codec's text. */
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly message: string };

/** Answers a test's commands until it goes away; then the program goes too. */
export function serveCommands(context: Context, { electron, app, windows }: StandInModule): void {
  process.on('message', (message: CommandMessage) => {
    run(message.command).then(
      (value) => tellTest({ kind: 'answer', id: message.id, ok: true, value: asText(value) }),
      (error: unknown) =>
        tellTest({ kind: 'answer', id: message.id, ok: false, message: String(error) }),
    );
  });
  process.on('disconnect', () => app.exit(0));

  async function run(command: Command): Promise<unknown> {
    switch (command.kind) {
      case 'state':
        return context.recorder.state(windows.records()) satisfies DesktopState;
      case 'quit':
        // After the answer is on its way.
        setImmediate(() => app.quit());
        return undefined;
      case 'evaluate': {
        const evaluated = new Function(`return (${command.source})`)() as (
          electron: Partial<typeof Electron>,
          argument: unknown,
        ) => unknown;
        return await evaluated(electron, command.argument);
      }
      case 'notification': {
        const { actionIndex } = command;
        const args = command.event === 'click' ? [{}] : [{ actionIndex }, actionIndex];
        context.recorder.notifications[command.index]?.emit(command.event, ...args);
        return undefined;
      }
    }
  }
}

/** What cannot travel is `undefined`, as with Playwright's `evaluate`. */
function asText(value: unknown): string {
  try {
    return codec.encode(structuredClone(value));
  } catch {
    return codec.encode(undefined);
  }
}

export function tellTest(message: FromStandIn): void {
  process.send?.(message);
}
