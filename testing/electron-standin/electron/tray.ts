import { EventEmitter } from 'node:events';
import type { Menu, NativeImage, Tray } from 'electron';
import type { Context } from '../host/context.ts';
import { strictClass, strictInstance } from '../strict.ts';

type Implemented = Pick<Tray, 'setToolTip' | 'setContextMenu' | 'destroy' | 'isDestroyed'>;

/** The class that goes under the name `Tray`. */
export function createTrayClass(context: Context): typeof Tray {
  class TrayStandIn extends EventEmitter implements Implemented {
    #toolTip = '';
    #menu: readonly string[] = [];
    #destroyed = false;

    constructor(image: NativeImage | string) {
      super();
      context.requireReady('Tray');
      if (typeof image !== 'string' && image.isEmpty()) throw new Error('Failed to load image');
      this.#record();
    }

    setToolTip(toolTip: string): void {
      this.#toolTip = toolTip;
      this.#record();
    }

    setContextMenu(menu: Menu | null): void {
      this.#menu =
        menu?.items.filter(({ type }) => type !== 'separator').map(({ label }) => label) ?? [];
      this.#record();
    }

    destroy(): void {
      this.#destroyed = true;
      context.recorder.tray = null;
    }

    isDestroyed = (): boolean => this.#destroyed;

    override on(event: string, listener: (...args: unknown[]) => void): this {
      super.on(event, listener);
      this.#record();
      return this;
    }

    /** Where nothing shows such icons, nobody is told: the icon is made and cannot be seen. */
    #record(): void {
      const { platform, tray } = context.options.machine;
      if (platform === 'linux' && tray === 'missing') return;
      context.recorder.tray = {
        toolTip: this.#toolTip,
        menu: this.#menu,
        clicks: this.listenerCount('click') > 0,
      };
    }
  }
  return strictClass<typeof Tray>('Tray', (image: NativeImage | string) =>
    strictInstance('Tray', new TrayStandIn(image)),
  );
}
