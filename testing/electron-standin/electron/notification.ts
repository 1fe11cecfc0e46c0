import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Context } from '../host/context.ts';
import { strictClass, strictInstance } from '../strict.ts';

type Implemented = Pick<Notification, 'show' | 'close' | 'title' | 'body'>;

/** The class that goes under the name `Notification`. */
export function createNotificationClass(context: Context): typeof Notification {
  const { platform, notifications } = context.options.machine;
  class NotificationStandIn extends EventEmitter implements Implemented {
    readonly title: string;
    readonly body: string;
    readonly #actions: readonly string[];
    readonly #urgency: string | null;
    #index = -1;

    constructor(options: NotificationConstructorOptions = {}) {
      super();
      context.requireReady('Notification');
      this.title = options.title ?? '';
      this.body = options.body ?? '';
      // Linux shows no buttons.
      const actions = platform === 'linux' ? [] : (options.actions ?? []);
      this.#actions = actions.map(({ text }) => text ?? '');
      this.#urgency = options.urgency ?? null;
      // macOS asks the person when the first one is made, before any is shown.
      if (platform === 'darwin') context.recorder.notificationsAsked = true;
    }

    show(): void {
      if (this.#index < 0) this.#index = context.recorder.notifications.length;
      this.#record(notifications === 'shown');
      // The system answers later.
      setImmediate(() => {
        if (notifications === 'shown') this.emit('show', {});
        else this.emit('failed', {}, 'notifications are not allowed for this application');
      });
    }

    close(): void {
      if (this.#index < 0) return;
      this.#record(false);
      this.emit('close', {});
    }

    #record(shown: boolean): void {
      context.recorder.notifications[this.#index] = {
        record: {
          title: this.title,
          body: this.body,
          actions: this.#actions,
          urgency: this.#urgency,
          shown,
        },
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
