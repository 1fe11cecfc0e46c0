// Makes components redraw when a signal that they read changes, as main.tsx does.
import '@preact/signals';
import { render } from 'preact';
import { App } from '../../renderer/ui/app.tsx';
import { RingingWindow } from '../../renderer/ui/screens/ringing/ringing-window.tsx';
import { createFakeApp, type FakeApp } from '../app-model.ts';
import { drawnPicture } from './picture.ts';
import { createScreen } from './state.ts';
import { states } from './states/index.ts';

declare global {
  interface Window {
    /** The model behind the drawn state, for specs. */
    fakeApp?: FakeApp;
  }
}

/**
 * Draws one state, chosen by the address: `#state=home-empty&theme=dark&language=id`. Without one
 * it lists them all. `<html data-gallery="ready">` tells that the state has been reached.
 */
async function show(): Promise<void> {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const state = states.find(({ name }) => name === wanted.get('state'));
  const root = document.getElementById('app');
  if (root === null) throw new Error('no #app');
  if (state === undefined) {
    render(<Contents />, root);
    return;
  }
  const app = createFakeApp();
  window.fakeApp = app;
  app.settings.value = {
    ...app.settings.value,
    theme: wanted.get('theme') === 'dark' ? 'dark' : 'light',
    language: wanted.get('language') === 'id' ? 'id' : 'en',
  };
  app.picture.value = drawnPicture(200, 'R');
  app.level.value = 0.45;
  state.setUp(app);
  const { language, theme } = app.settings.value;
  if (state.ringingWindow === undefined) render(<App model={app.model} />, root);
  else {
    document.documentElement.setAttribute('data-theme', theme);
    render(
      <div style={{ width: '380px', height: '220px' }}>
        <RingingWindow
          call={{ ...state.ringingWindow, language: language === 'id' ? 'id' : 'en', theme }}
          act={async ({ action }) => app.model.openLink(`ringing:${action}`)}
        />
      </div>,
      root,
    );
  }
  const screen = createScreen(app);
  await state.play?.(screen);
  await screen.settle();
  await wholeCall();
  document.documentElement.setAttribute('data-gallery', 'ready');
}

/** A call is drawn in two steps: its picture's place, and the rest. */
async function wholeCall(): Promise<void> {
  while (document.querySelector('.call-stage:not(:has(.call-bar))') !== null) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

function Contents() {
  return (
    <ul>
      {states.map(({ name }) => (
        <li key={name}>
          {name}:{' '}
          {['light', 'dark'].flatMap((theme) =>
            ['en', 'id'].map((language) => (
              <a key={theme + language} href={`#state=${name}&theme=${theme}&language=${language}`}>
                {theme} {language}{' '}
              </a>
            )),
          )}
        </li>
      ))}
    </ul>
  );
}

addEventListener('hashchange', () => location.reload());
await show();
