import { Component, type ComponentChildren } from 'preact';
import type { Logger } from '../log.ts';
import { type Language, resolveLanguage } from '../ui/i18n/language.ts';

/** Not from the catalogs: what shows when views break must not need them. */
const words: Readonly<Record<Language, { what: string; again: string }>> = {
  en: { what: 'Something went wrong in Tatap.', again: 'Try again' },
  id: { what: 'Ada yang tidak beres di Tatap.', again: 'Coba lagi' },
};

interface Props {
  readonly log: Logger;
  readonly children: ComponentChildren;
}

interface State {
  readonly view: 'drawn' | 'broken';
}

/** Keeps a view that throws from leaving an empty window; a running call goes on behind it. */
export class CrashGuard extends Component<Props, State> {
  override state: State = { view: 'drawn' };

  static override getDerivedStateFromError(): State {
    return { view: 'broken' };
  }

  override componentDidCatch(cause: unknown): void {
    this.props.log.error('view broke', { cause });
  }

  override render({ children }: Props, { view }: State) {
    if (view === 'drawn') return children;
    const { what, again } = words[resolveLanguage('system', navigator.languages)];
    return (
      <main class="crash">
        <p role="alert">{what}</p>
        <button type="button" onClick={() => this.setState({ view: 'drawn' })}>
          {again}
        </button>
      </main>
    );
  }
}

/** Logs what nobody caught. */
export function logUncaught(log: Logger): void {
  window.addEventListener('error', ({ message, error }) => {
    log.error('uncaught', { cause: error ?? message });
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    log.error('unhandled rejection', { cause: reason });
  });
}
