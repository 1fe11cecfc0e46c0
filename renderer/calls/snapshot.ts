import { holdOf, type LegState } from '@tatap/protocol/call';
import { assertNever } from '@tatap/protocol/signaling';
import type { CallLeg } from './call-leg.ts';
import type { CallSnapshot, RemoteMedia, SelfMedia, ShownCall } from './model.ts';
import type { RemoteSide } from './open-link.ts';

/**
 * What views draw of a call, out of its leg's state and what both sides send.
 *
 * @param held what the leg holds
 * @param unconfirmed whether the other device is new and gets no media until the person continues
 */
export function snapshotOf(
  state: LegState,
  held: CallLeg | undefined,
  unconfirmed: boolean,
): CallSnapshot {
  const remoteOf = (device: string) => held?.links.remoteOf(device) ?? null;
  switch (state.phase) {
    case 'outgoing':
      return {
        phase: 'outgoing',
        ...factsOf(state, {
          progress: state.ringing.length > 0 ? 'ringing' : 'calling',
          ringingDevices: state.ringing.length,
        }),
        self: selfOf(held),
      };
    case 'incoming':
      return { phase: 'incoming', ...factsOf(state, { unconfirmed }) };
    case 'connecting':
      return connectingOf(state, held, remoteOf(state.device));
    case 'active':
    case 'held': {
      const remote = remoteOf(state.device);
      if (remote === null) return connectingOf(state, held, null);
      return {
        phase: 'active',
        ...factsOf(state, {
          device: state.device,
          unconfirmed,
          link: state.health.state === 'connected' ? 'connected' : 'reconnecting',
          hold: holdOf(state),
          ownPicture: remote.ownPicture.value,
          remote: remoteMediaOf(remote, state.media),
        }),
        startedAt: state.startedAt,
        self: selfOf(held),
      };
    }
    case 'ended': {
      const { direction, reason, by, text, durationMs, refusal } = state;
      return {
        phase: 'ended',
        ...factsOf(state, {}),
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

/** What is shown of a call of two in every phase, with what is known of the other person in this one. */
function factsOf<const M>({ callId, person: peer, media }: LegState, member: M) {
  return { callId, media, members: [{ peer, ...member }] };
}

/** The call as a screen for two draws it. */
export function ofTwo(call: CallSnapshot | undefined): ShownCall {
  if (call === undefined) return { phase: 'idle' };
  const { members, ...facts } = call;
  return { ...facts, ...members[0] } as ShownCall;
}

function connectingOf(
  state: Extract<LegState, { phase: 'connecting' | 'active' | 'held' }>,
  held: CallLeg | undefined,
  remote: RemoteSide | null,
): CallSnapshot {
  const stream = remote?.stream ?? null;
  const link = state.phase === 'connecting' ? state.link : 'connected';
  return { phase: 'connecting', ...factsOf(state, { link, stream }), self: selfOf(held) };
}

function selfOf(held: CallLeg | undefined): SelfMedia {
  const media = held?.media.value;
  return {
    screen: held?.screen.view.value ?? { state: 'unsupported' },
    microphone: media?.microphone.value ?? 'unavailable',
    camera: media?.camera.value ?? 'unavailable',
    picture: media?.picture.value ?? null,
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
