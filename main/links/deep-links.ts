import type { DeepLink } from '@tatap/protocol/ipc';
import { personInTatapLink } from '@tatap/protocol/text';
import { app } from 'electron';
import type { Arguments } from '../app/arguments.ts';
import type { Logger } from '../log/log.ts';

/** The scheme that opens the app from a page or a mail. */
export const deepLinkScheme = 'tatap';

/**
 * Reads `tatap:call/ID` and `tatap:add/ID`, also with the slashes that browsers and mail programs
 * put in (`tatap://call/ID/`), in any case. `null` for everything else.
 */
export function parseDeepLink(text: string): DeepLink | null {
  const person = personInTatapLink(text);
  return person?.action ? { action: person.action, id: person.id } : null;
}

/** The first link among command line arguments: how Windows and Linux hand links over. */
export function deepLinkIn(argv: readonly string[]): DeepLink | null {
  for (const argument of argv) {
    const link = parseDeepLink(argument);
    if (link !== null) return link;
  }
  return null;
}

/** Hands links to the page: live once it has asked, kept until then. */
export class DeepLinks {
  readonly #deliver: (link: DeepLink) => void;
  #pending: DeepLink | null = null;
  #pageAsked = false;

  /** @param deliver tells the main window and brings it to the front */
  constructor(deliver: (link: DeepLink) => void) {
    this.#deliver = deliver;
  }

  opened(link: DeepLink): void {
    if (this.#pageAsked) this.#deliver(link);
    else this.#pending = link;
  }

  /** The link that waited, once. From now on links are delivered live. */
  takePending(): DeepLink | null {
    this.#pageAsked = true;
    const link = this.#pending;
    this.#pending = null;
    return link;
  }

  /** The page is loading anew and will ask again. */
  pageLeft(): void {
    this.#pageAsked = false;
  }
}

/**
 * Makes this program the system's choice for `tatap:` links. Only the default profile: a second
 * one must not take the links of the first. A program that is not installed takes them only when
 * asked to (`--register-links`): it would take them from the one that is.
 */
export function registerDeepLinkScheme({ profile, registerLinks }: Arguments): void {
  if (profile !== null) return;
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme);
  // Unpackaged, the program is Electron and the app's folder its argument; `argv` may hold
  // switches of Chromium's before that.
  else if (registerLinks) {
    app.setAsDefaultProtocolClient(deepLinkScheme, process.execPath, [app.getAppPath()]);
  }
}

/** Listens to the ways a link comes in: macOS's event, and the command lines of other starts. */
export function setupDeepLinks(
  links: DeepLinks,
  firstArgv: readonly string[],
  onSecondInstance: () => void,
  log: Logger,
): void {
  const take = (link: DeepLink | null): void => {
    if (link === null) return;
    log.info('link opened', { action: link.action });
    links.opened(link);
  };
  // Before `ready`, or macOS's first link is lost.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take(parseDeepLink(url));
    onSecondInstance();
  });
  app.on('second-instance', (_event, argv) => {
    take(deepLinkIn(argv));
    onSecondInstance();
  });
  take(deepLinkIn(firstArgv));
}
