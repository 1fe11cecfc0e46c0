import { render } from 'preact';
import { RingingWindow } from './ui/screens/ringing/ringing-window.tsx';
import './ui/theme/tokens.css';
import './ui/theme/base.css';

/**
 * The page of the small ringing window. It asks the main process who rings and tells it what was
 * pressed; model, socket and media live in the main window. The window is made anew for every call.
 */
async function show(): Promise<void> {
  const root = document.getElementById('root');
  const bridge = window.tatap;
  if (root === null || bridge === undefined) throw new Error('this page needs the desktop app');
  const call = await bridge.invoke('ringing.current', undefined);
  // It was over before the window was there; the main process takes the window away.
  if (call === null) return;
  document.documentElement.lang = call.language;
  if (call.theme !== 'system') document.documentElement.setAttribute('data-theme', call.theme);
  render(
    <RingingWindow call={call} act={(action) => bridge.invoke('ringing.act', action)} />,
    root,
  );
}

await show();
