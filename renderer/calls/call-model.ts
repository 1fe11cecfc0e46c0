import { computed, effect, signal, untracked } from '@preact/signals-core';
import type { LegState, ListedCall, Ring } from '@tatap/protocol/call';
import type { RingingAction } from '@tatap/protocol/ipc';
import type {
  CallId,
  DeviceId,
  EventPayload,
  IncomingCall,
  LiveCall,
} from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import { Scope } from '../scope.ts';
import { CallEngine } from './engine.ts';
import { IceKeeper } from './ice.ts';
import type { CallModel } from './model.ts';
import type { CallPorts } from './ports.ts';
import { snapshotOf } from './snapshot.ts';

/** How often the server is looked for while the other person is out of reach. */
const seekServerEveryMs = 3_000;

/** How long after its beginning a call begins to watch the machine's addresses. */
const watchAfterMs = 2_000;

/** How long after it is possible the next call is made ready: what is drawn then comes first. */
export const readyAfterMs = 100;

/** The call model with what only the composition root and tests need. */
export interface RunningCallModel extends CallModel {
  /** The person signed out, or was signed out: ends what runs and forgets it. */
  signOut(): void;
  /** Ends everything and stops listening. */
  close(): void;
  /** What is held at the moment; all zero between calls. */
  holdings(): { readonly links: number; readonly timers: number; readonly media: number };
}

/** Wires the call machine to its ports. Listens to the server from now on. */
export function createCallModel(ports: CallPorts): RunningCallModel {
  const scope = new Scope();
  const { signaling, people, ring, network, wake, clock } = ports;
  const keeper = new IceKeeper(scope, ports, (ice) => engine.links.setIceConfiguration(ice));
  const engine = new CallEngine(ports, () => keeper.current);
  const { state, links } = engine;
  const registered = signal(false);

  const ringOf = ({ callId, from, fromDevice, media }: IncomingCall): Ring => ({
    callId,
    // Whether they are a contact decides what they may learn: the server's word counts.
    person: { ...people.describe(from.id, from.displayName), isContact: from.isContact },
    device: fromDevice,
    media,
  });
  /** Without WebRTC this device is busy, and the person's others go on ringing. */
  const mayRing = (callId: CallId): boolean => {
    if (!ports.links.isSupported) void signaling.request('call.busy', { callId });
    return ports.links.isSupported;
  };
  const listed = (call: LiveCall): ListedCall =>
    call.state === 'incoming' ? { state: 'incoming', ...ringOf(call) } : call;

  scope.own(
    signaling.on('registered', ({ calls: all, handled }) => {
      const calls = all.filter((call) => call.state !== 'incoming' || mayRing(call.callId));
      engine.dispatch({
        type: 'server.registered',
        calls: calls.map(listed),
        handled,
      });
      // The way to the server is back, and with it maybe the way to the other side.
      links.mendBroken();
      registered.value = true;
    }),
  );
  scope.own(
    signaling.on('call.incoming', (call) => {
      if (mayRing(call.callId)) engine.dispatch({ type: 'server.incoming', ring: ringOf(call) });
    }),
  );
  scope.own(
    signaling.on('call.ringing', (event) => engine.dispatch({ type: 'server.ringing', ...event })),
  );
  scope.own(
    signaling.on('call.accepted', ({ callId, device, displayName }) =>
      engine.dispatch({ type: 'server.accepted', callId, device, ...engine.naming(displayName) }),
    ),
  );
  scope.own(
    signaling.on('call.ended', (event) => engine.dispatch({ type: 'server.ended', ...event })),
  );
  scope.own(signaling.on('call.attaching', (event) => void engine.hearAttaching(event)));
  scope.own(
    signaling.on('call.attached', ({ callId }) =>
      engine.dispatch({ type: 'server.attached', callId }),
    ),
  );
  scope.own(
    signaling.on('call.signal', (event) => {
      if (isOfCall(state.value, event)) engine.receive(event);
    }),
  );
  scope.own(signaling.on('session.ended', () => engine.dispatch({ type: 'sign-out' })));
  scope.own(ring.onAction((action) => act(action)));
  scope.own(network.onChanged(() => links.restartAll()));
  let relayOnly = ports.relayOnly.peek();
  scope.own(
    ports.relayOnly.subscribe((wanted) => {
      if (wanted === relayOnly) return;
      relayOnly = wanted;
      links.reroute(keeper.current);
    }),
  );
  const mayCall = computed(() => registered.value && !isLive(state.value));
  const makeReady = () => clock.after(readyAfterMs, () => ports.links.makeReady());
  scope.own(effect(() => (mayCall.value ? makeReady() : undefined)));
  scope.own(() => ports.links.release());
  const talks = computed(() => 'health' in state.value);
  scope.own(effect(() => (talks.value ? untracked(watchAddresses) : undefined)));
  const isLost = computed(() => 'health' in state.value && state.value.health.state === 'lost');
  scope.own(effect(() => (isLost.value ? untracked(seekServer) : undefined)));
  const inCall = computed(() => holdsAwake(state.value));
  scope.own(effect(() => wake.setInCall(inCall.value)));

  const model: RunningCallModel = {
    snapshot: computed(() =>
      snapshotOf(
        state.value,
        {
          media: engine.media.value,
          screen: engine.screen.view.value,
          unconfirmed: engine.isUnconfirmed,
        },
        (device) => links.remoteOf(device),
      ),
    ),
    start(to, media) {
      // A notice says so all the time.
      if (!ports.links.isSupported) return;
      const person = people.describe(to);
      engine.dispatch({ type: 'start', callId: ports.createId(), person, media });
    },
    press(media) {
      // A question that a press raises stays, also where no click follows.
      if (!ports.media.isAllowed(media)) return () => {};
      engine.dispatch({ type: 'pressed', media });
      return release;
    },
    accept: (media) => engine.dispatch({ type: 'accept', media }),
    decline: (text) =>
      engine.dispatch({ type: 'decline', ...(text === undefined ? {} : { text }) }),
    hangUp: () => engine.dispatch({ type: 'hang-up' }),
    setMicrophone: (on) => engine.media.value?.setMicrophone(on),
    setCamera: (on) => engine.media.value?.setCamera(on),
    setHold: (held) => engine.dispatch({ type: 'hold', state: held ? 'held' : 'running' }),
    shareScreen() {
      const { phase } = state.value;
      if (phase === 'connecting' || phase === 'active' || phase === 'held') engine.screen.share();
    },
    setScreenContent: (content) => engine.screen.setContent(content),
    stopScreen: () => engine.screen.stop(),
    dismiss: () => engine.dispatch({ type: 'dismiss' }),
    callAgain() {
      const last = state.value;
      if (last.phase === 'ended') model.start(last.person.id, last.media);
    },
    signOut() {
      engine.dispatch({ type: 'sign-out' });
      engine.dispatch({ type: 'dismiss' });
    },
    close() {
      model.signOut();
      scope.end();
    },
    holdings: () => ({
      links: links.size,
      timers: engine.pendingTimers,
      media: engine.media.value === null ? 0 : 1,
    }),
  };

  function release(): void {
    engine.dispatch({ type: 'released' });
  }

  /**
   * The new interface is made ready while the old one still carries, should that be about to go.
   * Not in the call's first moments: to watch takes a connection to be made, and both sides have
   * their first sound and picture to see to.
   */
  function watchAddresses(): () => void {
    let stop = clock.after(watchAfterMs, () => {
      stop = network.onNewAddress(() => links.restartAll());
    });
    return () => stop();
  }

  /**
   * What took the way to the other person mostly took the way to the server, too, and a new path is
   * agreed over it; its own notion of that may be much later.
   */
  function seekServer(): () => void {
    signaling.reconnect();
    let cancel = clock.after(seekServerEveryMs, again);
    function again(): void {
      signaling.reconnect();
      cancel = clock.after(seekServerEveryMs, again);
    }
    return () => cancel();
  }

  /** What was pressed in the ringing window may be about a call that no longer rings. */
  function act(action: RingingAction): void {
    const { phase } = state.value;
    if (phase !== 'incoming' || state.value.callId !== action.callId) return;
    switch (action.action) {
      case 'press':
        model.press(action.media);
        break;
      case 'release':
        release();
        break;
      case 'accept':
        model.accept(action.media);
        break;
      case 'decline':
        model.decline(action.text);
        break;
      default:
        assertNever(action);
    }
  }

  return model;
}

function isLive({ phase }: LegState): boolean {
  return phase !== 'idle' && phase !== 'ended';
}

function holdsAwake({ phase }: LegState): boolean {
  return phase !== 'idle' && phase !== 'incoming' && phase !== 'ended';
}

/** Signals count only from a device that this call is with. */
function isOfCall(state: LegState, { callId, from }: EventPayload<'call.signal'>): boolean {
  if (state.phase === 'idle' || state.phase === 'ended') return false;
  return state.callId === callId && state.person.id === from.account && isWith(state, from.device);
}

function isWith(state: Exclude<LegState, { phase: 'idle' | 'ended' }>, device: DeviceId): boolean {
  return state.phase === 'outgoing'
    ? state.ringing.some((one) => one.device === device)
    : state.device === device;
}
