/** What the program did to the outside, kept as data for tests. */
export interface DesktopState {
  readonly windows: readonly WindowRecord[];
  readonly notifications: readonly NotificationRecord[];
  readonly tray: TrayRecord | null;
  readonly openedExternally: readonly string[];
  readonly permissions: readonly PermissionRecord[];
  /** What pages were given to capture. */
  readonly captures: readonly CaptureRecord[];
  readonly protocolClients: readonly ProtocolClientRecord[];
  /** Schemes whose scripts Chromium may keep compiled. */
  readonly codeCached: readonly string[];
  /** What a person would see go wrong, in words. */
  readonly mishaps: readonly string[];
  readonly dialogs: readonly string[];
  readonly preloadErrors: readonly string[];
  readonly badgeCount: number;
  /** macOS: whether the person has been asked to allow notifications. */
  readonly notificationsAsked: boolean;
  readonly powerSaveBlockers: number;
  readonly sandboxed: boolean;
  /** Chromium's switches that the program added to its own. */
  readonly switches: readonly string[];
  readonly themeSource: 'system' | 'light' | 'dark';
  /** The menus that came up, each as its labels. */
  readonly popups: readonly (readonly string[])[];
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
  readonly fullScreen: boolean;
  /** Windows: the number over the icon in the taskbar. */
  readonly badge: number;
  readonly zoomFactor: number;
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
  readonly urgency: string | null;
  readonly shown: boolean;
}

export interface PermissionRecord {
  readonly permission: string;
  readonly by: 'check' | 'request';
  readonly granted: boolean;
}

/** The icon that a person sees; its menu as labels. */
export interface TrayRecord {
  readonly toolTip: string;
  readonly menu: readonly string[];
  /** Whether a click does something beside opening the menu, which macOS does by itself. */
  readonly clicks: boolean;
}

/** What is to be started for links of a scheme: a program and the arguments before the link. */
export interface ProtocolClientRecord {
  readonly scheme: string;
  readonly program: string | null;
  readonly args: readonly string[];
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
  readonly protocolClients: ProtocolClientRecord[] = [];
  readonly codeCached: string[] = [];
  readonly mishaps: string[] = [];
  readonly dialogs: string[] = [];
  readonly preloadErrors: string[] = [];
  readonly powerSaveBlockers = new Set<number>();
  tray: DesktopState['tray'] = null;
  badgeCount = 0;
  notificationsAsked = false;
  sandboxed = false;
  readonly switches: string[] = [];
  themeSource: DesktopState['themeSource'] = 'system';
  readonly popups: (readonly string[])[] = [];

  state(windows: readonly WindowRecord[]): DesktopState {
    return {
      windows,
      notifications: this.notifications.map(({ record }) => record),
      tray: this.tray,
      openedExternally: this.openedExternally,
      permissions: this.permissions,
      captures: this.captures,
      protocolClients: this.protocolClients,
      codeCached: this.codeCached,
      mishaps: this.mishaps,
      dialogs: this.dialogs,
      preloadErrors: this.preloadErrors,
      badgeCount: this.badgeCount,
      notificationsAsked: this.notificationsAsked,
      powerSaveBlockers: this.powerSaveBlockers.size,
      sandboxed: this.sandboxed,
      switches: this.switches,
      themeSource: this.themeSource,
      popups: this.popups,
    };
  }
}
