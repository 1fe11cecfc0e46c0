import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Scope } from '../scope.ts';

interface Deadline {
  readonly clock: Clock;
  readonly log: Logger;
  /** Owns the work; once it has ended, nothing that waits for the work goes on. */
  readonly scope: Scope;
  readonly ms: number;
}

/**
 * Runs work for at most `ms`. Its own scope ends with it, in time or not. Work that is late, or
 * that breaks, gives `late()`; work whose owner has ended gives nothing, ever.
 */
export function withDeadline<T>(
  { clock, log, scope: owner, ms }: Deadline,
  work: (scope: Scope) => Promise<T>,
  late: () => T,
): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const scope = owner.child();
  let state: 'running' | 'over' = 'running';
  scope.own(() => {
    state = 'over';
  });
  const isRunning = () => state === 'running';
  const settle = (give: () => T): void => {
    if (!isRunning()) return;
    scope.end();
    resolve(give());
  };
  if (!isRunning()) return promise;
  scope.own(clock.after(ms, () => settle(late)));
  work(scope).then(
    (value) => settle(() => value),
    (cause: unknown) => {
      log.warn('set-up step broke', { cause });
      settle(late);
    },
  );
  return promise;
}
