/** The computer that the program runs on, as far as computers differ in what Electron does. */
export interface Machine {
  /** What `process.platform` says, and with it the part of Electron's API that there is. */
  readonly platform: 'linux' | 'darwin' | 'win32';
  /**
   * Linux: on Wayland no program places, raises or focuses its windows, and `ready-to-show` does
   * not come for a window that has never been shown (electron/electron#48859).
   */
  readonly display: 'x11' | 'wayland';
  /** Whether a window that asks for the focus gets it: Windows refuses programs in the background. */
  readonly focus: 'given' | 'refused';
  /** Whether the program was started from its installer's folder. */
  readonly isPackaged: boolean;
  /**
   * Linux: `no-service` is a desktop that is known for its keychain and does not run it; Electron
   * encrypts with the key that is in Chromium's source, and says that encryption is available.
   */
  readonly keychain: 'service' | 'no-service' | 'unknown-desktop';
  /** Linux: whether something shows icons of status notifiers. `Tray` never throws where not. */
  readonly tray: 'shown' | 'missing';
  /** `refused`: the notification is made and `failed` comes instead of `show`. */
  readonly notifications: 'shown' | 'refused';
  /** `refused`: macOS shows this program no screen. `failing`: there is no portal, or it refuses. */
  readonly screens: 'listed' | 'refused' | 'failing';
  /** macOS 15: the system's picker, and what the person does in it. The handler is not asked. */
  readonly systemPicker: 'none' | 'chosen' | 'timeout';
  /** macOS: what TCC says of camera and microphone, and what the person answers when asked. */
  readonly mediaConsent: 'granted' | 'denied' | 'asks-granted' | 'asks-denied';
  /** Chromium's switches before everything else in `argv`, as AppRun, Playwright and root add them. */
  readonly switches: readonly string[];
}

/** A Linux computer on X11 where everything works. */
export const usualMachine: Machine = {
  platform: 'linux',
  display: 'x11',
  focus: 'given',
  isPackaged: false,
  keychain: 'service',
  tray: 'shown',
  notifications: 'shown',
  screens: 'listed',
  systemPicker: 'none',
  mediaConsent: 'granted',
  switches: ['--lang=en-US'],
};
