import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@tatap/protocol/ipc';
import { serverUrl } from '@tatap/protocol/settings';
import * as v from 'valibot';
import type { Logger } from '../log/log.ts';

/** What whoever deploys the program on many computers decides for all of them. */
const policy = v.object({
  /** The server that people get who have chosen none. */
  serverUrl: v.optional(serverUrl),
  /** `off`: whoever deploys the program updates it, too. */
  updates: v.optional(v.picklist(['on', 'off'])),
});
export type Policy = v.InferOutput<typeof policy>;

const fileName = 'policy.json';

/**
 * Where the policy may be, the first that is there counts: the folder of the computer that only its
 * administrator writes, and the program's own, which a new version replaces.
 */
export function policyFiles(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  resources: string,
): readonly string[] {
  const beside = join(resources, fileName);
  switch (platform) {
    case 'win32':
      return [join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Tatap', fileName), beside];
    case 'darwin':
      return [join('/Library/Application Support/Tatap', fileName), beside];
    default:
      return [join('/etc/tatap', fileName), beside];
  }
}

/** The policy in the first of `files` that is there; one that cannot be read decides nothing. */
export function readPolicy(files: readonly string[], log: Logger): Policy {
  for (const file of files) {
    const text = readText(file);
    if (text === null) continue;
    const parsed = parse(policy, asJson(text));
    if (parsed.ok) {
      log.info('policy read', { file });
      return parsed.value;
    }
    log.error('the policy cannot be used', { file, issue: parsed.issue });
    return {};
  }
  return {};
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
