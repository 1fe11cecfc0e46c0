import { Menu, nativeImage, Tray } from 'electron';
import colour from '../../build/icons/16x16.png?inline';
import colour2x from '../../build/icons/32x32.png?inline';
import template2x from '../assets/tray-template@2x.png?inline';
import template from '../assets/tray-template.png?inline';
import type { Texts } from '../i18n/texts.ts';
import type { Logger } from '../log/log.ts';
import { hasTrayHost } from './tray-host.ts';

interface TrayActions {
  readonly open: () => void;
  readonly settings: () => void;
  readonly stopSharing: () => void;
  readonly quit: () => void;
}

/** The icon beside the clock, through which a hidden program stays reachable. */
export class TrayIcon {
  readonly #actions: TrayActions;
  #tray: Tray | null = null;
  /** Whether the screen is being shared. */
  #screen: 'shared' | 'private' = 'private';

  constructor(actions: TrayActions) {
    this.#actions = actions;
  }

  /** Whether there is an icon to come back by. On Linux that may change while the program runs. */
  async isVisible(): Promise<boolean> {
    if (this.#tray === null) return false;
    return process.platform !== 'linux' || (await hasTrayHost());
  }

  show(texts: Texts, log: Logger): void {
    try {
      this.#tray = new Tray(icon());
    } catch (error) {
      // Closing the window then ends the program.
      log.warn('no tray', { error });
      return;
    }
    // On macOS a click opens the menu; it would open the window as well.
    if (process.platform !== 'darwin') this.#tray.on('click', this.#actions.open);
    this.relabel(texts);
  }

  /** While the screen is shared the window may be covered by it: here it can be stopped, too. */
  setScreen(screen: 'shared' | 'private', texts: Texts): void {
    this.#screen = screen;
    this.relabel(texts);
  }

  relabel(texts: Texts): void {
    const shared = this.#screen === 'shared';
    this.#tray?.setToolTip(shared ? texts.sharing : 'Tatap');
    this.#tray?.setContextMenu(
      Menu.buildFromTemplate([
        ...(shared ? [{ label: texts.stopSharing, click: this.#actions.stopSharing }] : []),
        { label: texts.open, click: this.#actions.open },
        { label: texts.settings, click: this.#actions.settings },
        { type: 'separator' },
        { label: texts.quit, click: this.#actions.quit },
      ]),
    );
  }
}

function icon() {
  const [normal, double] =
    process.platform === 'darwin' ? [template, template2x] : [colour, colour2x];
  const image = nativeImage.createFromDataURL(normal);
  image.addRepresentation({ scaleFactor: 2, dataURL: double });
  // macOS paints template images in the menu bar's colour.
  image.setTemplateImage(process.platform === 'darwin');
  return image;
}
