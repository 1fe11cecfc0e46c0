import { useModel } from '../../use-model.tsx';
import { CallStage } from './call-stage.tsx';
import { EndedView } from './ended.tsx';

/** The call from accept to the words about how it ended; nothing in every other phase. */
export function CallScreen() {
  const call = useModel().call.snapshot.value;
  switch (call.phase) {
    case 'connecting':
    case 'active':
      return <CallStage key={call.callId} call={call} />;
    case 'ended':
      return <EndedView key={call.callId} ended={call} />;
    default:
      return null;
  }
}
