import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Context } from '../host/context.ts';
import { strictClass, strictInstance } from '../strict.ts';

type Implemented = Pick<Notification, 'show' | 'close' | 'title' | 'body'>;

/** The class that goes under the name `Notification`. */
export function createNotificationClass(context: Context): typeof Notification {
  class NotificationStandIn extends EventEmitter implements Implemented {
    readonly title: string;
    readonly body: string;
    readonly #actions: readonly string[];
    #index = -1;

    constructor(options: NotificationConstructorOptions = {}) {
      super();
      context.requireReady('Notification');
      this.title = options.title ?? '';
      this.body = options.body ?? '';
      this.#actions = options.actions?.map(({ text }) => text ?? '') ?? [];
    }

    show(): void {
      if (this.#index < 0) this.#index = context.recorder.notifications.length;
      this.#record(true);
      this.emit('show', {});
    }

    close(): void {
      if (this.#index < 0) return;
      this.#record(false);
      this.emit('close', {});
    }

    #record(shown: boolean): void {
      context.recorder.notifications[this.#index] = {
        record: { title: this.title, body: this.body, actions: this.#actions, shown },
        emit: (event, ...args) => this.emit(event, ...args),
      };
    }
  }
  return strictClass<typeof Notification>(
    'Notification',
    (options?: NotificationConstructorOptions) =>
      strictInstance('Notification', new NotificationStandIn(options)),
    { isSupported: () => true } satisfies Partial<typeof Notification>,
  );
}
