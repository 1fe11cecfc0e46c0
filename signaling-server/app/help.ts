import type { Setting } from './setting-kinds.ts';
import { settings } from './settings.ts';

/** The text of `--help`, generated from the table of settings. */
export function helpText(): string {
  const variables = Object.values<Setting>(settings).map((setting) => {
    const fallback = setting.fallback ? ` Default: ${setting.fallback}.` : '';
    return [
      `  ${setting.variable}`,
      `      ${setting.about}`,
      `      Accepted: ${setting.accepts}.${fallback}`,
    ].join('\n');
  });
  return `Tatap's signaling server: accounts, contacts and calls, and the web client.

Usage: tatap-server [COMMAND]

  (no command)          runs the server until SIGINT or SIGTERM
  invite [--days N] [--from ID]
                        prints a code that opens one account within N days (default 7); with
                        --from, the new account and ID become contacts at once
  reset-password ID     prints a code that sets a new password for ID within 24 hours
  health                asks the server that runs with this configuration whether it can work
  --help, -h            this text
  --version             the version

Configured by environment variables:

${variables.join('\n')}

Exit codes: 0 stopped, 1 could not start, broke or is not healthy, 2 wrong usage or configuration.
`;
}
