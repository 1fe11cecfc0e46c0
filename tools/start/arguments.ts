import { parseArgs } from 'node:util';

/** How a person wants Tatap started. */
export interface StartArguments {
  /** Keeps account and settings apart from those of other profiles on this machine. */
  readonly profile: string | null;
  /** Opens the web client even where the desktop app could run. */
  readonly web: boolean;
  readonly help: boolean;
}

export const usage = `Usage: npm start [-- OPTIONS]

Starts the signaling server (or uses the one that runs) and the desktop app.

  --profile NAME   a second person on this machine: own account, own settings
  --web            the web client in a browser instead of the desktop app
  --help           this text
`;

/** @throws {Error} with a sentence for people, where an option is unknown or unfit. */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string' },
      web: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const profile = values.profile ?? null;
  if (profile !== null && !/^[a-z0-9][a-z0-9_-]{0,31}$/i.test(profile)) {
    throw new Error(`--profile ${profile}: use up to 32 letters, digits, "-" or "_"`);
  }
  return { profile, web: values.web, help: values.help };
}
