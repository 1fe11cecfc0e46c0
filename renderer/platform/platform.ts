import type { ReadonlySignal } from '@preact/signals-core';
import type { CallMedia } from '@tatap/protocol/call';
import type { RingingAction } from '@tatap/protocol/ipc';
import type { AccountId, CallId, DeviceDescription } from '@tatap/protocol/signaling';
import type { SessionStore } from '../account/ports.ts';
import type { WakePort } from '../calls/ports.ts';
import type { ScreenPickerModel } from '../calls/screen-picker.ts';
import type { HostInfo, ShellRequest } from '../host.ts';
import type { PagesPort } from '../pages/ports.ts';
import type {
  CaptureKind,
  SettingsPort,
  SystemAccess,
  SystemSettingsPort,
} from '../settings/ports.ts';

/** An incoming call as the system shows it outside of the page. */
export interface CallAlert {
  readonly callId: CallId;
  readonly from: { readonly id: AccountId; readonly name: string; readonly isContact: boolean };
  readonly media: CallMedia;
  /** The person is verified on another device, but the call comes from a new one. */
  readonly unconfirmed: boolean;
  readonly language: 'en' | 'id';
  readonly theme: 'system' | 'light' | 'dark';
  /** For hosts that show text of the page: what kind of call it is, in the person's language. */
  readonly text: string;
}

/** Shows incoming calls to somebody who does not look at the page. */
export interface CallAlerts {
  show(alert: CallAlert): void;
  hide(): void;
  /** What was pressed there. */
  onAction(listener: (action: RingingAction) => void): () => void;
  /** How many missed calls wait to be seen: on the icon or in the title. */
  setMissedCount(count: number): void;
  /** Called on a press of a person: the moment at which browsers let one ask to notify. */
  prepare(): void;
}

/** How this host shares screens. */
export interface ScreenHost {
  /** Whether the computer's sound can come with the picture. */
  readonly givesSound: boolean;
  /** The app's own picker; `null` where only the browser's or the system's is used. */
  readonly picker: ScreenPickerModel | null;
  /** How the last question for a screen ended, where the host knows more than the page's error says. */
  outcome(): Promise<'cancelled' | 'failed' | 'unknown'>;
  /** Says outside of the page that the screen is being shared, where the host has a place for it. */
  setShared(shared: boolean): void;
  /** The person stops sharing outside of the page. */
  onStop(listener: () => void): () => void;
}

/** The only seam between the renderer and where it runs: the desktop app or a browser tab. */
export interface Platform {
  readonly host: HostInfo;
  /** Name and platform of this installation, for the list of signed-in devices. */
  readonly device: Omit<DeviceDescription, 'id'>;
  /** The server in use where the settings name none; the empty string: the person has to name one. */
  readonly defaultServerUrl: string;
  readonly sessions: SessionStore;
  readonly settings: SettingsPort;
  readonly system: SystemSettingsPort;
  /** The other pages of this profile; `null` where there is one page, or none can be known. */
  readonly pages: PagesPort | null;
  readonly wake: WakePort;
  readonly screens: ScreenHost;
  readonly alerts: CallAlerts;
  /** Whether the page is on the screen, and not hidden, minimised or in a tab behind another. */
  readonly seen: ReadonlySignal<boolean>;
  /**
   * Asks the system for consent, where it wants to be asked beside the browser; a promise only
   * where it must be asked, so that devices open in the very moment of the click.
   */
  requestAccess(kind: CaptureKind): SystemAccess | Promise<SystemAccess>;
  /** Whether the server's certificate was refused a moment ago; hosts that cannot tell say no. */
  certificateRefused(serverUrl: string): Promise<boolean>;
  /** Lets the page connect to a server that is not in use. No-op if the host allows all servers. */
  admitServer(serverUrl: string): Promise<void>;
  /** The machine woke up or its network changed: what was connected may not be. */
  onNetworkChanged(listener: () => void): () => void;
  /** What the outside asks for, from the start of the program on; nothing is lost. */
  onShellRequest(listener: (request: ShellRequest) => void): () => void;
  /** The person chose to sign out in the system's menu. */
  onSignOut(listener: () => void): () => void;
  /**
   * The program is about to end: what the listener does is waited for, though not for long. Hosts
   * that only take the page away say it by `pagehide`.
   */
  onQuitting(listener: () => Promise<void>): () => void;
  openLink(url: string): void;
}
