import type { ShownCall } from '../../../calls/model.ts';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { IncomingCard } from './incoming-card.tsx';
import { OutgoingView } from './outgoing.tsx';
import { OwnPreview } from './own-preview.tsx';
import './ringing-screen.css';

/** A call that rings, there or here; nothing in every other phase. */
export function RingingScreen() {
  const call = useModel().call.shown.value;
  switch (call.phase) {
    case 'outgoing':
      return <OutgoingView key={call.callId} call={call} />;
    case 'incoming':
      return <IncomingView key={call.callId} call={call} />;
    default:
      return null;
  }
}

type Incoming = Extract<ShownCall, { phase: 'incoming' }>;

/** A call that rings here, over the whole main window. */
function IncomingView({ call: incoming }: { readonly call: Incoming }) {
  const t = useText();
  const { call } = useModel();
  return (
    <main class="stage incoming">
      <IncomingCard
        peer={incoming.peer}
        media={incoming.media}
        warning={
          incoming.unconfirmed ? t('ringing.unconfirmed', { name: incoming.peer.name }) : null
        }
        t={t}
        onPressAccept={(media) => call.press(media)}
        onAccept={(media) => call.accept(media)}
        onDecline={(text) => call.decline(text)}
      >
        {incoming.media === 'video' && <OwnPreview />}
      </IncomingCard>
    </main>
  );
}
