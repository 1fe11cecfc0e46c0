import { holdOf, type LegState } from '@tatap/protocol/call';
import { assertNever } from '@tatap/protocol/signaling';
import type { CallSnapshot, OwnScreen, RemoteMedia, SelfMedia } from './model.ts';
import type { RemoteSide } from './open-link.ts';
import type { LocalMedia } from './ports.ts';

/** What this side sends, as its owners know it. */
interface Own {
  readonly media: LocalMedia | null;
  readonly screen: OwnScreen;
  /** Whether the other device is new and gets no media until the person continues. */
  readonly unconfirmed: boolean;
}

/** What views draw, out of the machine's state and what both sides send. */
export function snapshotOf(
  state: LegState,
  own: Own,
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
        self: selfOf(own),
      };
    case 'incoming':
      return { phase: 'incoming', ...factsOf(state), unconfirmed: own.unconfirmed };
    case 'connecting':
      return connectingOf(state, own, remoteOf(state.device));
    case 'active':
    case 'held': {
      const remote = remoteOf(state.device);
      if (remote === null) return connectingOf(state, own, null);
      return {
        phase: 'active',
        ...factsOf(state),
        device: state.device,
        unconfirmed: own.unconfirmed,
        startedAt: state.startedAt,
        link: state.health.state === 'connected' ? 'connected' : 'reconnecting',
        hold: holdOf(state),
        ownPicture: remote.ownPicture.value,
        self: selfOf(own),
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
      return assertNever(state);
  }
}

function factsOf({ callId, person, media }: Exclude<LegState, { phase: 'idle' }>) {
  return { callId, peer: person, media };
}

function connectingOf(
  state: Extract<LegState, { phase: 'connecting' | 'active' | 'held' }>,
  own: Own,
  remote: RemoteSide | null,
): CallSnapshot {
  const stream = remote?.stream ?? null;
  const link = state.phase === 'connecting' ? state.link : 'connected';
  return { phase: 'connecting', ...factsOf(state), link, stream, self: selfOf(own) };
}

function selfOf({ media, screen }: Own): SelfMedia {
  if (media === null) {
    return { microphone: 'unavailable', camera: 'unavailable', picture: null, screen };
  }
  return {
    screen,
    microphone: media.microphone.value,
    camera: media.camera.value,
    picture: media.picture.value,
  };
}

/** Until the other side has said what it sends, it is taken to send what the call began with. */
function remoteMediaOf(
  { stream, playback, mediaState, bandwidth, screen, screenStream }: RemoteSide,
  media: 'video' | 'audio',
): RemoteMedia {
  const said = mediaState.value;
  const camera = said?.camera ?? (media === 'video' ? 'on' : 'off');
  const isPaused = bandwidth.value?.picture === 'paused';
  return {
    stream,
    playback: playback.value,
    microphone: said?.microphone ?? 'on',
    camera: isPaused && camera === 'on' ? 'paused' : camera,
    screen:
      screen.value?.picture === 'shared'
        ? { stream: screenStream, picture: isPaused ? 'paused' : 'shown' }
        : null,
  };
}
