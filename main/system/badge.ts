import { app } from 'electron';

/**
 * The number of missed calls on the program's icon. Windows draws it over the button in the
 * taskbar, which a hidden window has not: there it is drawn anew whenever the window appears.
 */
export class Badge {
  #count = 0;

  set(count: number): void {
    this.#count = count;
    app.setBadgeCount(count);
  }

  /** The main window has appeared. */
  windowShown(): void {
    if (process.platform === 'win32') app.setBadgeCount(this.#count);
  }
}
