import type { ReadonlySignal } from '@preact/signals-core';
import type { AccountModel } from '../account/model.ts';
import type { CallModel, HistoryModel } from '../calls/model.ts';
import type { ScreenPickerModel } from '../calls/screen-picker.ts';
import type { ContactsModel } from '../contacts/model.ts';
import type { HostInfo, ShellRequest } from '../host.ts';
import type { IdentityModel } from '../identity/model.ts';
import type { OwnershipModel } from '../pages/ownership.ts';
import type { QualityModel } from '../quality/model.ts';
import type { DevicesModel, SettingsModel } from '../settings/model.ts';
import type { SetupModel } from '../setup/model.ts';

export type { HostInfo, ShellRequest };

/** How this page itself is. */
export interface PageModel {
  /** Whether what Tatap stores is there at the next start. */
  readonly isKept: ReadonlySignal<boolean>;
  /**
   * Whether code that belongs to this page could not be fetched: the network was gone, or the
   * server was updated. Browsers do not all fetch it again; a reload does.
   */
  readonly isIncomplete: ReadonlySignal<boolean>;
  /** Whether this browser can make calls at all. */
  readonly canCall: boolean;
  reload(): void;
}

/** Everything that views may read and do. `main.tsx` builds it; tests build a fake one. */
export interface AppModel {
  readonly host: HostInfo;
  readonly account: AccountModel;
  /** Which page of this profile is in use. */
  readonly pages: OwnershipModel;
  readonly page: PageModel;
  readonly contacts: ContactsModel;
  readonly call: CallModel;
  /** The app's own picker of screens; `null` where only the host's is used. */
  readonly screenPicker: ScreenPickerModel | null;
  readonly history: HistoryModel;
  readonly devices: DevicesModel;
  readonly settings: SettingsModel;
  readonly identity: IdentityModel;
  readonly quality: QualityModel;
  /** Whether a person can see the page. */
  readonly seen: ReadonlySignal<boolean>;
  onShellRequest(listener: (request: ShellRequest) => void): () => void;
  openLink(url: string): void;
  /** The set-up check comes as a chunk of its own; rejects where that cannot be fetched. */
  loadSetup(): Promise<SetupModel>;
}
