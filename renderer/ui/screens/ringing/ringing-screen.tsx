import { useModel } from '../../use-model.tsx';
import { IncomingView } from './incoming.tsx';
import { OutgoingView } from './outgoing.tsx';

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
