import type { Presence } from '@tatap/protocol/signaling';
import { useText } from '../../i18n/context.tsx';
import './presence.css';

/** A dot whose shape differs as well as its colour, with the word beside it. */
export function PresenceLine({ presence }: { readonly presence: Presence }) {
  const t = useText();
  return (
    <span class="presence" data-presence={presence}>
      <span class="presence__dot" aria-hidden="true" />
      {t(`presence.${presence}`)}
    </span>
  );
}
