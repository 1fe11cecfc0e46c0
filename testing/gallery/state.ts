import type { RingingCall } from '@tatap/protocol/ipc';
import type { FakeApp } from '../app-model.ts';

/** One picture of the gallery: a state of the model, and what a person did before it was taken. */
export interface GalleryState {
  /** Area and state: `settings-account-delete`. Unique; file names are made of it. */
  readonly name: string;
  /** Puts the fake app into the state, before it is drawn. */
  readonly setUp: (app: FakeApp) => void;
  /** Draws the small ringing window with this call, and not the app. */
  readonly ringingWindow?: Omit<RingingCall, 'language' | 'theme'>;
  /** Presses and types in the drawn screen, in any language: by selector, not by words. */
  readonly play?: (screen: Screen) => Promise<void>;
}

export interface Screen {
  readonly app: FakeApp;
  /** Waits for the element, then presses it. */
  press(selector: string): Promise<void>;
  /** Waits for the field, then types into it as a person does: focus, input, blur. */
  type(selector: string, text: string): Promise<void>;
  /** Waits until the screen's own chunk has been drawn. */
  settle(): Promise<void>;
  /** Waits until the element is there and listens. */
  see(selector: string): Promise<void>;
}

export function createScreen(app: FakeApp): Screen {
  const find = <E extends HTMLElement>(selector: string): Promise<E> =>
    new Promise((resolve) => {
      const look = () => {
        const element = document.querySelector<E>(selector);
        if (element === null) requestAnimationFrame(look);
        else resolve(element);
      };
      look();
    });
  // Effects of what is drawn run after the next frame.
  const effects = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
    });
  return {
    app,
    async press(selector) {
      const element = await find(selector);
      element.focus();
      element.click();
      await effects();
    },
    async type(selector, text) {
      const field = await find<HTMLInputElement>(selector);
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      field.blur();
      await effects();
    },
    async settle() {
      const isDrawn = () => document.querySelector('.shell, .ringing-window') !== null;
      do await effects();
      while (!isDrawn() || document.querySelector('.lazy') !== null);
    },
    async see(selector) {
      await find(selector);
      await effects();
    },
  };
}
