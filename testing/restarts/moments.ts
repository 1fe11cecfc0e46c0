/** What the server has just acknowledged, or told, when it is killed. */
export const moments = ['write', 'accept', 'missed call'] as const;
export type Moment = (typeof moments)[number];

/** Lets the script wait for the next such moment, to kill the server in it. */
export class Moments {
  readonly #waiting = new Map<Moment, () => void>();

  /** It happens now. */
  happen(moment: Moment): void {
    this.#waiting.get(moment)?.();
  }

  /** Resolves in the next moment of this kind, or after a time in which none came. */
  next(moment: Moment, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(moment);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.#waiting.set(moment, done);
    });
  }
}
