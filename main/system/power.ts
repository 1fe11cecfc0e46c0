import { powerMonitor, powerSaveBlocker } from 'electron';

/** Keeps the screen on and the machine awake while a call runs. */
export class InCall {
  #blocker: number | null = null;

  get isRunning(): boolean {
    return this.#blocker !== null;
  }

  set(inCall: boolean): void {
    if (inCall && this.#blocker === null) {
      this.#blocker = powerSaveBlocker.start('prevent-display-sleep');
    } else if (!inCall && this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }
}

/** Tells of the machine waking up: connections look alive then and are not. */
export function setupPower(onResumed: () => void): void {
  powerMonitor.on('resume', onResumed);
}
