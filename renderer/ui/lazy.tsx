import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { Skeleton } from './components/skeleton.tsx';
import { useText } from './i18n/context.tsx';
import { useModel } from './use-model.tsx';
import './lazy.css';

/** A screen in a chunk of its own, and a way to fetch it before it is wanted. */
export type LazyScreen<P> = ComponentType<P> & { readonly preload: () => void };

/**
 * Draws a screen whose code comes when it is first shown: lines in its place meanwhile. If it does
 * not come, the person can try again (the network was gone) or reload the page (the server was
 * updated and has other files now, or the browser does not fetch a failed module again).
 *
 * @param meanwhile `nothing` for what has no place of its own
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: 'lines' | 'nothing' = 'lines',
): LazyScreen<P> {
  let screen: ComponentType<P> | null = null;
  let fetching: Promise<void> | null = null;

  function fetch(): Promise<void> {
    fetching ??= load()
      .then((loaded) => {
        screen = loaded;
      })
      .finally(() => {
        fetching = null;
      });
    return fetching;
  }

  function Lazy(props: P) {
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>(
      screen === null ? 'loading' : 'ready',
    );
    useEffect(() => {
      if (state !== 'loading') return;
      let current = true;
      const settle = (next: 'ready' | 'failed') => {
        if (current) setState(next);
      };
      fetch().then(
        () => settle('ready'),
        () => settle('failed'),
      );
      return () => {
        current = false;
      };
    }, [state]);

    const Screen = screen;
    if (Screen !== null) return <Screen {...props} />;
    if (meanwhile === 'nothing') return null;
    if (state === 'failed') return <LoadFailed onRetry={() => setState('loading')} />;
    return (
      <div class="lazy">
        <Skeleton />
      </div>
    );
  }

  return Object.assign(Lazy, {
    preload: () => {
      // Nobody waits for it yet: when the screen is opened it is tried again and then said.
      if (screen === null) fetch().catch(() => {});
    },
  });
}

function LoadFailed({ onRetry }: { onRetry: () => void }) {
  const { page } = useModel();
  const t = useText();
  return (
    <div class="lazy" role="alert">
      <p>{t('shell.loadFailed')}</p>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
      <Button onClick={() => page.reload()}>{t('notice.reload')}</Button>
    </div>
  );
}
