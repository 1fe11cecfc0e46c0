import { parse } from '@tatap/protocol/ipc';
import { serverUrl } from '@tatap/protocol/settings';
import type { Logger } from '../log/log.ts';

/** A server started with no configuration listens here. */
const localServer = 'http://127.0.0.1:8787';

/** Who may name the server of this installation, the first one that does counts. */
export interface ServerSources {
  /** `TATAP_SERVER_URL` of the environment the program runs in. */
  readonly environment: string | undefined;
  /** Whoever deploys the program. */
  readonly policy: string | undefined;
  /** `TATAP_DEFAULT_SERVER` of the environment the program was built in. */
  readonly build: string;
  /** A program that is not installed runs beside the server that `npm start` starts. */
  readonly isPackaged: boolean;
}

/** The server in use where a person has chosen none; `null`: they are asked for one. */
export function defaultServerUrl(sources: ServerSources, log: Logger): string | null {
  const named = [
    ['TATAP_SERVER_URL', sources.environment],
    ['the policy', sources.policy],
    ['the build', sources.build],
  ] as const;
  for (const [by, url] of named) {
    if (url === undefined || url === '') continue;
    const parsed = parse(serverUrl, url);
    if (parsed.ok) return parsed.value;
    log.warn('not an http or https origin; not used as the server', { by, issue: parsed.issue });
  }
  return sources.isPackaged ? null : localServer;
}
