/** What the program did to the outside, kept as data for tests. */
export interface DesktopState {
  readonly windows: readonly WindowRecord[];
  readonly notifications: readonly NotificationRecord[];
  readonly tray: { readonly toolTip: string; readonly menu: readonly string[] } | null;
  readonly openedExternally: readonly string[];
  readonly permissions: readonly PermissionRecord[];
  /** What pages were given to capture. */
  readonly captures: readonly CaptureRecord[];
  readonly protocolClients: readonly string[];
  readonly dialogs: readonly string[];
  readonly preloadErrors: readonly string[];
  readonly badgeCount: number;
  readonly powerSaveBlockers: number;
  readonly sandboxed: boolean;
}

export interface WindowRecord {
  readonly id: number;
  readonly title: string;
  /** As the main process sees it: `app://…`. */
  readonly url: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly minimized: boolean;
  readonly maximized: boolean;
  readonly alwaysOnTop: boolean;
  readonly flashing: boolean;
  readonly skipTaskbar: boolean;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface NotificationRecord {
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
  readonly shown: boolean;
}

export interface PermissionRecord {
  readonly permission: string;
  readonly by: 'check' | 'request';
  readonly granted: boolean;
}

export interface CaptureRecord {
  /** Of `desktopCapturer`. */
  readonly id: string;
  readonly audio: string | null;
}

/** The part of the record that is collected as it happens; windows are asked when it is read. */
export class Recorder {
  readonly notifications: {
    record: NotificationRecord;
    emit(event: string, ...args: unknown[]): void;
  }[] = [];
  readonly openedExternally: string[] = [];
  readonly permissions: PermissionRecord[] = [];
  readonly captures: CaptureRecord[] = [];
  readonly protocolClients: string[] = [];
  readonly dialogs: string[] = [];
  readonly preloadErrors: string[] = [];
  readonly powerSaveBlockers = new Set<number>();
  tray: DesktopState['tray'] = null;
  badgeCount = 0;
  sandboxed = false;

  state(windows: readonly WindowRecord[]): DesktopState {
    return {
      windows,
      notifications: this.notifications.map(({ record }) => record),
      tray: this.tray,
      openedExternally: this.openedExternally,
      permissions: this.permissions,
      captures: this.captures,
      protocolClients: this.protocolClients,
      dialogs: this.dialogs,
      preloadErrors: this.preloadErrors,
      badgeCount: this.badgeCount,
      powerSaveBlockers: this.powerSaveBlockers.size,
      sandboxed: this.sandboxed,
    };
  }
}
