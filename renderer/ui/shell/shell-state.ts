import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { assertNever } from '@tatap/protocol/signaling';
import { createProvided } from '../hooks.ts';
import type { AppModel, ShellRequest } from '../model.ts';

export const settingsPages = [
  'devices',
  'calls',
  'notifications',
  'appearance',
  'account',
  'network',
  'shortcuts',
  'about',
] as const;
export type SettingsPage = (typeof settingsPages)[number];

/** What the settings pane shows: nothing, the list (on narrow windows alone), or a page. */
type SettingsPane =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly page: SettingsPage | null };

/** What the outside asked for and home has yet to do. */
type HomeRequest = Extract<ShellRequest, { kind: 'dial' | 'add' }>;

/** The state of the window that is not of the domain: which pane is open, what was asked for. */
interface ShellState {
  readonly settings: Signal<SettingsPane>;
  openSettings(page?: SettingsPage): void;
  closeSettings(): void;
  /** Home takes it by setting `null`; it waits while another screen is shown. */
  readonly request: Signal<HomeRequest | null>;
  /** The invitation code of the link that opened the page; for the form that makes an account. */
  readonly invitation: ReadonlySignal<string>;
}

/** @returns the state and the end of its listening */
export function createShellState(model: AppModel): ShellState & { close(): void } {
  const settings = signal<SettingsPane>({ state: 'closed' });
  const request = signal<HomeRequest | null>(null);
  const invitation = signal('');

  const openSettings = (page: SettingsPage | null) => {
    // The pages are about an account; before there is one, first start has what is needed.
    if (model.account.session.value.phase !== 'signed-in') return;
    settings.value = { state: 'open', page };
  };
  const closeSettings = () => {
    settings.value = { state: 'closed' };
  };

  const stopRequests = model.onShellRequest((asked) => {
    switch (asked.kind) {
      case 'settings':
        openSettings(null);
        return;
      case 'dial':
      case 'add':
        closeSettings();
        request.value = asked;
        return;
      case 'join':
        invitation.value = asked.invitation;
        return;
      default:
        assertNever(asked);
    }
  });

  // Somebody rings, or the session is over: neither may stay hidden behind the settings.
  const stopCalls = model.call.shown.subscribe(({ phase }) => {
    if (phase === 'incoming') closeSettings();
  });
  const stopSession = model.account.session.subscribe(({ phase }) => {
    if (phase !== 'signed-in') closeSettings();
  });

  return {
    settings,
    request,
    invitation,
    openSettings: (page) => openSettings(page ?? null),
    closeSettings,
    close() {
      stopRequests();
      stopCalls();
      stopSession();
    },
  };
}

/** The window's own state: `useShell().openSettings('devices')`. */
export const [ShellProvider, useShell] = createProvided<ShellState>('ShellProvider');
