import type { EndpointState } from '@tatap/protocol/call';
import { unreachable } from '@tatap/protocol/signaling';
import type { RemoteSide } from './links.ts';
import type { CallSnapshot, RemoteMedia, SelfMedia } from './model.ts';
import type { LocalMedia } from './ports.ts';

/** What views draw, out of the machine's state and what both sides send. */
export function snapshotOf(
  state: EndpointState,
  media: LocalMedia | null,
  remoteOf: (device: string) => RemoteSide | null,
): CallSnapshot {
  switch (state.phase) {
    case 'idle':
      return { phase: 'idle' };
    case 'outgoing':
      return {
        phase: 'outgoing',
        ...factsOf(state),
        progress: state.ringing.length > 0 ? 'ringing' : 'calling',
        ringingDevices: state.ringing.length,
        self: selfOf(media),
      };
    case 'incoming':
      return { phase: 'incoming', ...factsOf(state) };
    case 'connecting':
      return connectingOf(state, media, remoteOf(state.device));
    case 'active': {
      const remote = remoteOf(state.device);
      if (remote === null) return connectingOf(state, media, null);
      return {
        phase: 'active',
        ...factsOf(state),
        startedAt: state.startedAt,
        link: state.health.state === 'connected' ? 'connected' : 'reconnecting',
        ownPicture: remote.ownPicture.value,
        self: selfOf(media),
        remote: remoteMediaOf(remote, state.media),
      };
    }
    case 'ended': {
      const { direction, reason, by, text, durationMs, refusal } = state;
      return {
        phase: 'ended',
        ...factsOf(state),
        direction,
        reason,
        by,
        text,
        durationMs,
        refusal,
      };
    }
    default:
      return unreachable(state);
  }
}

function factsOf({ callId, person, media }: Exclude<EndpointState, { phase: 'idle' }>) {
  return { callId, peer: person, media };
}

function connectingOf(
  state: Extract<EndpointState, { phase: 'connecting' | 'active' }>,
  media: LocalMedia | null,
  remote: RemoteSide | null,
): CallSnapshot {
  const stream = remote?.stream ?? null;
  return { phase: 'connecting', ...factsOf(state), stream, self: selfOf(media) };
}

function selfOf(media: LocalMedia | null): SelfMedia {
  if (media === null) return { microphone: 'unavailable', camera: 'unavailable', picture: null };
  return {
    microphone: media.microphone.value,
    camera: media.camera.value,
    picture: media.picture.value,
  };
}

/** Until the other side has said what it sends, it is taken to send what the call began with. */
function remoteMediaOf(
  { stream, mediaState, bandwidth }: RemoteSide,
  media: 'video' | 'audio',
): RemoteMedia {
  const said = mediaState.value;
  const camera = said?.camera ?? (media === 'video' ? 'on' : 'off');
  const paused = camera === 'on' && bandwidth.value?.picture === 'paused';
  return {
    stream,
    microphone: said?.microphone ?? 'on',
    camera: paused ? 'paused' : camera,
  };
}
