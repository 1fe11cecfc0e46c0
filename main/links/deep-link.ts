import type { DeepLink } from '@tatap/protocol/ipc';
import { personInTatapLink } from '@tatap/protocol/text';

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
