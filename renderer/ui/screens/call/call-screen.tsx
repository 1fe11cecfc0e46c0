import { useModel } from '../../use-model.tsx';
import { CallStage } from './call-stage.tsx';

/** The call from accept to its end; nothing in every other phase. */
export function CallScreen() {
  const call = useModel().call.shown.value;
  if (call.phase !== 'connecting' && call.phase !== 'active') return null;
  return <CallStage key={call.callId} call={call} />;
}
