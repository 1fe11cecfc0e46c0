import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/** What of the system counts, so that tests can be it. */
export interface SandboxFacts {
  readonly platform: NodeJS.Platform;
  /** The user, 0 for root. */
  readonly uid: number;
  /** The kernel's word, `null` where it has none. */
  readonly restricted: string | null;
  /** Owner and mode of `chrome-sandbox` beside the program; `null` where there is none. */
  readonly helper: { readonly uid: number; readonly mode: number } | null;
}

/**
 * Why Electron's sandbox cannot work, with the cure; `null` where it can. Ubuntu 23.10 and later
 * let no unprivileged program make user namespaces, and the helper that does without them has to
 * belong to root, which npm cannot give it (electron/electron#42510).
 */
export function sandboxProblem(
  program: string,
  facts: SandboxFacts = factsOf(program),
): string | null {
  // Root runs without the sandbox.
  if (facts.platform !== 'linux' || facts.uid === 0) return null;
  if (facts.restricted?.trim() !== '1') return null;
  const setuid = 0o4000;
  if (facts.helper !== null && facts.helper.uid === 0 && (facts.helper.mode & setuid) !== 0) {
    return null;
  }
  const helper = helperOf(program);
  return `this system does not let Electron use its sandbox; once, run: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`;
}

function helperOf(program: string): string {
  return path.join(path.dirname(program), 'chrome-sandbox');
}

function factsOf(program: string): SandboxFacts {
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? 0,
    restricted: attempt(() => readFileSync(restriction, 'utf8')),
    helper: attempt(() => statSync(helperOf(program))),
  };
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
