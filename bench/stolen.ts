import { readFileSync } from 'node:fs';

/** The kernel counts in these, USER_HZ (proc(5), `/proc/stat`). */
const msPerTick = 10;

/**
 * Processor time in ms that this machine wanted, and that its host gave to others (steal, proc(5)),
 * since it started. 0 where the system does not tell.
 */
export function stolenMs(): number {
  try {
    const [all = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    const [, , , , , , , , steal] = all.trim().split(/\s+/);
    return Number(steal ?? 0) * msPerTick;
  } catch {
    return 0;
  }
}
