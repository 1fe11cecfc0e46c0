import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a shell script that stops at its first error; returns what it printed. */
export async function sh(script: string): Promise<string> {
  try {
    const { stdout } = await execute('bash', ['-euo', 'pipefail', '-c', script]);
    return stdout.trim();
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`${stderr.trim() || 'failed'} in:\n${script}`, { cause: error });
  }
}

/** The same inside a network namespace. */
export function inNamespace(namespace: string, script: string): Promise<string> {
  return sh(`ip netns exec ${namespace} bash -euo pipefail <<'SCRIPT'\n${script}\nSCRIPT`);
}
