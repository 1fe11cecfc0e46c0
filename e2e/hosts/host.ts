import type { Page } from '@playwright/test';
import type { Camera } from '../media/camera.ts';
import type { FakeDevices } from '../media/people.ts';

export interface LaunchOptions {
  /** A folder of this installation alone; launching again on it finds what was kept. */
  readonly profileDir: string;
  readonly serverUrl: string;
  readonly devices: FakeDevices;
  /** The language the system says it speaks. */
  readonly locale?: string;
  /**
   * `own` starts a browser for this launch alone, with its profile on disk: for specs of the
   * program's own restart, and for other flags. By default the worker's browser with these fake
   * devices is used, and the installation is a browser context in it.
   */
  readonly browser?: 'kept' | 'own';
  /** More flags for a browser of its own. */
  readonly flags?: readonly string[];
  /**
   * The address of a PulseAudio server whose speakers and microphones it has, and no camera, as if
   * nothing were faked; for a browser of its own. By default devices are fake, and sound goes nowhere.
   */
  readonly soundServer?: string;
  /** The program to run: a folder with `dist/` in it. The repository by default. */
  readonly appDir?: string;
}

/** A running Tatap. */
export interface App {
  /** The main window, or the tab. */
  readonly page: Page;
  /** Windows besides the main one that are open now, the small ringing window among them. */
  otherWindows(): readonly Page[];
  /** The person puts the main window out of sight; it goes on. */
  leave(): Promise<void>;
  /** Ends the program; what it keeps stays for the next launch on the same folder. */
  close(): Promise<void>;
}

/** A way to run Tatap. A worker has one, with the browsers that it keeps between specs. */
export interface Host {
  readonly kind: 'desktop' | 'web';
  /** For the first line of a run: which program it is. */
  readonly description: string;
  /** What a person's camera gives. */
  readonly camera: Camera;
  launch(options: LaunchOptions): Promise<App>;
  /** Writes what a closed installation keeps into its folder, so that copies of it can be launched. */
  save(profileDir: string): Promise<void>;
  /** Lets go of an installation that is not launched again. */
  forget(profileDir: string): Promise<void>;
  /** Ends the browsers that were kept. */
  close(): Promise<void>;
}

/** A host whose installations are in their folders alone: there is nothing to save or to forget. */
export const nothingKept: Pick<Host, 'save' | 'forget' | 'close'> = {
  save: async () => undefined,
  forget: async () => undefined,
  close: async () => undefined,
};

/** The same host, launched with something else than usual. */
export const hostWith = (host: Host, more: Partial<LaunchOptions>): Host => ({
  ...host,
  launch: (options) => host.launch({ ...options, ...more }),
});
