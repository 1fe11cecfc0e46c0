import { setTimeout as delay } from 'node:timers/promises';

/** What one message of the protocol brought back. */
interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: {
      readonly text: string;
      readonly exception?: { readonly description?: string };
    };
  };
}

declare global {
  interface Window {
    /** The button that was last waited for. */
    pointedAt?: HTMLButtonElement;
  }
}

/** From when the pointer comes to rest on a button until a finger moves. */
const restMs = 200;

/** How a person clicks: with a mouse whose button is down for so long, or with Enter. */
export type Hand = { readonly pressMs: number } | 'enter';

/**
 * A window that nothing looks into while it works. Playwright has the browser report whatever
 * happens in its pages, every message over a socket among it; in the first tenths of a call that
 * took the page more time than the call. This runs functions and moves the mouse (Chrome DevTools
 * Protocol, domains Runtime and Input), and asks for no report.
 */
export class BareWindow {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #latest = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer: Answer = JSON.parse(String(data));
      this.#waiting.get(answer.id ?? 0)?.(answer);
      this.#waiting.delete(answer.id ?? 0);
    });
  }

  /** `url` is the window's own in the browser's list of what can be debugged. */
  static async attach(url: string): Promise<BareWindow> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error(`${url} does not answer`)));
    });
    return new BareWindow(socket);
  }

  /** Runs a function that needs nothing but its argument in the page; waits for its promise. */
  async evaluate<T, A>(run: (argument: A) => T, argument?: A): Promise<Awaited<T>> {
    const expression = `(${run})(${JSON.stringify(argument)})`;
    const { result } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    const failed = result?.exceptionDetails;
    if (failed !== undefined) throw new Error(failed.exception?.description ?? failed.text);
    return result?.result?.value as Awaited<T>;
  }

  /** Waits until there is a button of this name. */
  hasButton(name: string): Promise<void> {
    return this.evaluate(untilButton, name);
  }

  /** Clicks a button as a script does: for what is not measured. */
  async click(name: string): Promise<void> {
    await this.hasButton(name);
    await this.evaluate(clickButton);
  }

  /** Clicks a button as a person does, who has come to it before; resolves when it has clicked. */
  async press(name: string, hand: Hand): Promise<void> {
    await this.hasButton(name);
    const middle = await this.evaluate(comeToButton);
    const mouse = { ...middle, button: 'left', clickCount: 1 };
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
    await this.#send('Input.dispatchMouseEvent', { ...middle, type: 'mouseMoved' });
    await delay(restMs);
    if (hand === 'enter') {
      await this.#send('Input.dispatchKeyEvent', { ...key, type: 'keyDown', text: '\r' });
      await this.#send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' });
    } else {
      await this.#send('Input.dispatchMouseEvent', { ...mouse, type: 'mousePressed' });
      await delay(hand.pressMs);
      await this.#send('Input.dispatchMouseEvent', { ...mouse, type: 'mouseReleased' });
    }
  }

  #send(method: string, params: object): Promise<Answer> {
    this.#latest += 1;
    const id = this.#latest;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (answer) => {
        if (answer.error === undefined) resolve(answer);
        else reject(new Error(`${method}: ${answer.error.message}`));
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

/** Runs in the page: waits for a button that takes a press. A shortcut may follow its words. */
function untilButton(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = [...document.querySelectorAll('button')].find((one) => {
        const label = one.getAttribute('aria-label');
        const isNamed = label === null ? one.textContent?.trim().startsWith(name) : label === name;
        // A screen takes no press for a moment after it has come (shell.css).
        const takesPress = !one.disabled && getComputedStyle(one).pointerEvents !== 'none';
        return isNamed && takesPress && one.checkVisibility();
      });
      if (found === undefined) return;
      window.pointedAt = found;
      stop();
      resolve();
    };
    const stop = () => {
      observer.disconnect();
      document.removeEventListener('animationend', look);
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`no button ${name} within a minute`));
    }, 60_000);
    const observer = new MutationObserver(look);
    const all = { childList: true, subtree: true, attributes: true };
    observer.observe(document.documentElement, all);
    document.addEventListener('animationend', look);
    look();
  });
}

/** Runs in the page. */
function clickButton(): void {
  window.pointedAt?.click();
}

/** Runs in the page: gives the focus to the button, and its middle in CSS pixels of the window. */
function comeToButton(): { x: number; y: number } {
  window.pointedAt?.focus();
  const { x, y, width, height } = window.pointedAt?.getBoundingClientRect() ?? new DOMRect();
  return { x: x + width / 2, y: y + height / 2 };
}
