import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Arguments {
  /** `--profile NAME`: a second person on the same machine, with everything of their own. */
  readonly profile: string | null;
  /** `--user-data-dir DIR`: where everything is kept, instead of the system's place. */
  readonly userDataDir: string | null;
  /** `--hidden`: start in the tray (used by the system's autostart). */
  readonly hidden: boolean;
  /** `--register-links`: take the system's `tatap:` links although the program is not installed. */
  readonly registerLinks: boolean;
  /** `--smoke-test`: end as soon as the page has loaded, with 0, or with why it has not. */
  readonly smokeTest: boolean;
}

export type ParsedArguments =
  | { readonly ok: true; readonly value: Arguments }
  | { readonly ok: false; readonly reason: string };

/** A folder name on every system: no separators, no dots to climb with, not too long. */
const profileName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

/**
 * Reads the command line. Chromium's own switches and links stand beside ours, so unknown ones
 * are left alone; a profile that cannot be a folder name is refused.
 */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      'user-data-dir': { type: 'string' },
      hidden: { type: 'boolean' },
      'register-links': { type: 'boolean' },
      'smoke-test': { type: 'boolean' },
    },
  });
  const { profile, 'user-data-dir': userDataDir, hidden } = values;
  if (profile !== undefined && !(typeof profile === 'string' && profileName.test(profile))) {
    return {
      ok: false,
      reason: `--profile ${profile === true ? '' : profile}: letters, digits, - and _ only, 32 at most`,
    };
  }
  return {
    ok: true,
    value: {
      profile: typeof profile === 'string' ? profile : null,
      userDataDir: typeof userDataDir === 'string' && userDataDir !== '' ? userDataDir : null,
      hidden: hidden === true,
      registerLinks: values['register-links'] === true,
      smokeTest: values['smoke-test'] === true,
    },
  };
}
