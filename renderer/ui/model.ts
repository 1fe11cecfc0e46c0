import type { AccountModel } from '../account/model.ts';
import type { CallModel, HistoryModel } from '../call/model.ts';
import type { ContactsModel } from '../contacts/model.ts';
import type { DevicesModel, SettingsModel } from '../settings/model.ts';

/** Where the renderer runs, as far as views care. */
export interface HostInfo {
  readonly kind: 'desktop' | 'web';
  readonly platform: 'windows' | 'macos' | 'linux' | 'web';
  readonly version: string;
}

/** What the outside asks the views to show: a deep link, a menu entry. */
export type ShellRequest =
  | { readonly kind: 'dial'; readonly id: string | null }
  | { readonly kind: 'add'; readonly id: string }
  | { readonly kind: 'settings' };

/** Everything that views may read and do. `main.tsx` builds it; tests build a fake one. */
export interface AppModel {
  readonly host: HostInfo;
  readonly account: AccountModel;
  readonly contacts: ContactsModel;
  readonly call: CallModel;
  readonly history: HistoryModel;
  readonly devices: DevicesModel;
  readonly settings: SettingsModel;
  onShellRequest(listener: (request: ShellRequest) => void): () => void;
  openLink(url: string): void;
}
