import { useEffect, useRef } from 'preact/hooks';
import { isForSettings } from '../../account/model.ts';
import { useToast } from '../components/toasts.tsx';
import { useI18n } from '../i18n/context.tsx';
import { lazy } from '../lazy.tsx';
import { HomeScreen } from '../screens/home/home-screen.tsx';
import { RingingScreen } from '../screens/ringing/ringing-screen.tsx';
import { SafetyDialog } from '../screens/safety/index.ts';
import { useShortcut } from '../shortcuts/index.ts';
import { useModel } from '../use-model.tsx';
import { deviceToast } from './notice-texts.ts';
import { Notices } from './notices.tsx';
import { ReplacedScreen, StartingScreen } from './resting.tsx';
import { isMisdialled, type Route, routeOf } from './route.ts';
import { useShell } from './shell-state.ts';
import { useDialling } from './use-dialling.ts';
import './shell.css';

const FirstStartScreen = lazy(async () => {
  const { FirstStartScreen: screen } = await import(
    '../screens/first-start/first-start-screen.tsx'
  );
  return screen;
});

const CallScreen = lazy(async () => {
  const { CallScreen: screen } = await import('../screens/call/index.ts');
  return screen;
});

const EndedCard = lazy(async () => {
  const { EndedCard: card } = await import('../screens/call/index.ts');
  return card;
}, 'nothing');

const SettingsScreen = lazy(async () => {
  const { SettingsScreen: screen } = await import('../screens/settings/settings-screen.tsx');
  return screen;
});

/** The window: notices above, one screen, settings over it. */
export function Shell() {
  const model = useModel();
  const { account, call, settings, devices, pages } = model;
  const shell = useShell();
  const toast = useToast();
  const i18n = useI18n();
  const snapshot = call.shown.value;
  const fresh = account.freshCode.value;
  const route = routeOf(
    pages.ownership.value.state,
    account.session.value,
    snapshot,
    // The code cannot be shown again, so it comes before everything else; the settings show their own.
    settings.settings.value.onboarded && (fresh === null || isForSettings(fresh)),
    useDialling(model),
  );
  const pane = shell.settings.value;
  useReturnFocus(pane.state === 'open');

  useShortcut('settings', () => {
    if (shell.settings.value.state === 'open') shell.closeSettings();
    else shell.openSettings();
  });
  useEffect(
    () => devices.onNotice((notice) => toast(deviceToast(i18n, notice))),
    [devices, toast, i18n],
  );
  // Fetched while nothing else happens, so that opening them answers at once.
  useEffect(() => {
    if (route === 'home' || route === 'ringing') {
      CallScreen.preload();
      EndedCard.preload();
    }
    if (route !== 'home') return;
    SettingsScreen.preload();
    SafetyDialog.preload();
  }, [route]);

  return (
    <div class="shell">
      {route !== 'call' && route !== 'ringing' && <Notices />}
      <div class="shell__screen" data-route={route} inert={pane.state === 'open'}>
        <Screen route={route} />
      </div>
      {pane.state === 'open' && (
        <div class="shell__pane">
          <SettingsScreen page={pane.page} />
        </div>
      )}
      {/* Always there, so that a screen reader hears what comes into it. */}
      <div class="shell__ended" aria-live="polite">
        {snapshot.phase === 'ended' && !isMisdialled(snapshot) && (
          <EndedCard key={snapshot.callId} ended={snapshot} />
        )}
      </div>
    </div>
  );
}

/** Gives the focus back to what had it when the pane opened. */
function useReturnFocus(open: boolean): void {
  const opener = useRef<Element | null>(null);
  // Read while drawing: once this is drawn, the screen below is inert and has lost the focus.
  if (open) opener.current ??= document.activeElement;
  useEffect(() => {
    if (open) return;
    const { current } = opener;
    opener.current = null;
    if (current instanceof HTMLElement && current.isConnected) current.focus();
  }, [open]);
}

function Screen({ route }: { route: Route }) {
  switch (route) {
    case 'starting':
      return <StartingScreen />;
    case 'first-start':
      return <FirstStartScreen />;
    case 'replaced':
      return <ReplacedScreen />;
    case 'home':
      return <HomeScreen />;
    case 'ringing':
      return <RingingScreen />;
    case 'call':
      return <CallScreen />;
  }
}
