import { useLayoutEffect } from 'preact/hooks';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { useI18n, useText } from '../i18n/context.tsx';
import { describeProblem } from './checks.ts';
import { FailureBanner } from './failure-banner.tsx';
import { failureOf } from './form.ts';
import type { ServerChoice } from './server-choice.ts';
import './server-form.css';

/** Another server: its address, tried before it is used. */
export function ServerForm(props: {
  choice: ServerChoice;
  /** Whether another than the default is in use, and one can go back. */
  canReset: boolean;
  onDone?: () => void;
}) {
  const { choice, onDone } = props;
  const i18n = useI18n();
  const { t } = i18n;
  const { form } = choice;
  const submission = form.submission.value;
  const problem = form.problems.value.url;

  // The address in use is what one changes, most often by a letter.
  useLayoutEffect(() => {
    form.clear();
    form.set('url', choice.url.peek());
  }, [form, choice]);

  async function use(): Promise<void> {
    await choice.use();
    if (form.submission.peek().state === 'done') onDone?.();
  }

  async function useDefault(): Promise<void> {
    await choice.useDefault();
    onDone?.();
  }

  return (
    <form
      class="server-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <TextField
        name="server"
        label={t('field.server')}
        hint={t('field.serverHint')}
        value={form.values.value.url}
        error={problem && describeProblem(i18n, problem)}
        literal
        onInput={(value) => form.set('url', value)}
        onBlur={() => form.leave('url')}
      />
      <FailureBanner failure={failureOf(submission)} />
      <div class="server-form__actions">
        <Button type="submit" busy={submission.state === 'pending'}>
          {t('server.use')}
        </Button>
        {props.canReset && (
          <Button kind="plain" onClick={() => void useDefault()}>
            {t('server.useDefault')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Said before a password is typed, and wherever the server is changed. */
export function PlainServerWarning({ serverUrl }: { readonly serverUrl: string }) {
  const t = useText();
  return isReadOnTheWay(serverUrl) ? <Banner kind="warning">{t('server.plain')}</Banner> : null;
}

/** Hosts that are this computer itself (W3C Secure Contexts, section 3.1). */
const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether what goes to the server can be read on the way: plain http, beyond this computer. */
export function isReadOnTheWay(serverUrl: string): boolean {
  const url = URL.parse(serverUrl);
  return url?.protocol === 'http:' && !loopback.test(url.hostname);
}
