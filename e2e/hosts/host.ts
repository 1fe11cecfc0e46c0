import type { Page } from '@playwright/test';
import type { FakeDevices } from '../media/people.ts';

export interface LaunchOptions {
  /** A folder of this installation alone; launching again on it finds what was kept. */
  readonly profileDir: string;
  readonly serverUrl: string;
  readonly devices: FakeDevices;
  /** The language the system says it speaks. */
  readonly locale?: string;
  /** More flags for its Chromium. */
  readonly flags?: readonly string[];
  /**
   * The address of a PulseAudio server whose speakers and microphones it has, and no camera, as if
   * nothing were faked. By default devices are, and sound goes nowhere.
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
  close(): Promise<void>;
}

/** Enough to see that a picture moves, and half the work of thirty for the machine. */
export const calmFps = 15;

/** What a real camera gives: fewer never fill a slow line. */
export const fullFps = 30;

/** A way to run Tatap. */
export interface Host {
  readonly kind: 'desktop' | 'web';
  /** For the first line of a run: which program it is. */
  readonly description: string;
  /** Pictures that a person's camera gives in a second. */
  readonly cameraFps: number;
  launch(options: LaunchOptions): Promise<App>;
}
