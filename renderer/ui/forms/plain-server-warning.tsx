import { Banner } from '../components/banner.tsx';
import { useText } from '../i18n/context.tsx';
import { isReadOnTheWay } from './plain-server.ts';

/** Said before a password is typed, and wherever the server is changed. */
export function PlainServerWarning({ serverUrl }: { readonly serverUrl: string }) {
  const t = useText();
  return isReadOnTheWay(serverUrl) ? <Banner kind="warning">{t('server.plain')}</Banner> : null;
}
