import { computed, effect, signal, untracked } from '@preact/signals-core';
import { isLive, type LegState, type ListedCall, legsOf, type Ring } from '@tatap/protocol/call';
import type { RingingAction } from '@tatap/protocol/ipc';
import type { CallId, IncomingCall, LiveCall } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import { Scope } from '../scope.ts';
import { isUnconfirmed } from './call-leg.ts';
import { CallManager } from './call-manager.ts';
import { IceKeeper } from './ice.ts';
import type { CallLinks } from './links.ts';
import type { CallModel } from './model.ts';
import type { CallPorts } from './ports.ts';
import { ofTwo, snapshotOf } from './snapshot.ts';

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
  /** How many legs hold something, and how many presses have devices open; zero between calls. */
  holdings(): { readonly legs: number; readonly pressed: number };
}

/** Wires the calls to their ports. Listens to the server from now on. */
export function createCallModel(ports: CallPorts): RunningCallModel {
  const scope = new Scope();
  const { signaling, people, ring, network, wake, clock } = ports;
  const keeper = new IceKeeper(scope, ports, (ice) =>
    eachLinks((links) => links.setIceConfiguration(ice)),
  );
  const manager = new CallManager(ports, () => keeper.current);
  const { state, actions } = manager;
  const registered = signal(false);
  let letGo = () => {};
  const anyLeg = (is: (leg: LegState) => boolean) => computed(() => legsOf(state.value).some(is));
  const eachLinks = (what: (links: CallLinks) => void) => {
    for (const { links } of manager.legs) what(links);
  };
  const restartAll = () => eachLinks((links) => links.restartAll());

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
      manager.dispatch({
        type: 'server.registered',
        calls: calls.map(listed),
        handled,
      });
      // The way to the server is back, and with it maybe the way to the other side.
      eachLinks((links) => links.mendBroken());
      registered.value = true;
    }),
  );
  scope.own(
    signaling.on('call.incoming', (call) => {
      if (mayRing(call.callId)) manager.dispatch({ type: 'server.incoming', ring: ringOf(call) });
    }),
  );
  scope.own(
    signaling.on('call.ringing', (event) => manager.dispatch({ type: 'server.ringing', ...event })),
  );
  scope.own(signaling.on('call.accepted', (event) => manager.hearAccepted(event)));
  scope.own(
    signaling.on('call.ended', (event) => manager.dispatch({ type: 'server.ended', ...event })),
  );
  scope.own(signaling.on('call.attaching', (event) => void manager.hearAttaching(event)));
  scope.own(
    signaling.on('call.attached', ({ callId }) =>
      manager.dispatch({ type: 'server.attached', callId }),
    ),
  );
  scope.own(signaling.on('call.signal', (event) => manager.hearSignal(event)));
  scope.own(signaling.on('session.ended', () => manager.dispatch({ type: 'sign-out' })));
  scope.own(ring.onAction((action) => act(action)));
  scope.own(network.onChanged(restartAll));
  let relayOnly = ports.relayOnly.peek();
  scope.own(
    ports.relayOnly.subscribe((wanted) => {
      if (wanted === relayOnly) return;
      relayOnly = wanted;
      eachLinks((links) => links.reroute(keeper.current));
    }),
  );
  const lives = anyLeg(isLive);
  const mayCall = computed(() => registered.value && !lives.value);
  const makeReady = () => clock.after(readyAfterMs, () => ports.links.makeReady());
  scope.own(effect(() => (mayCall.value ? makeReady() : undefined)));
  scope.own(() => ports.links.release());
  const talks = anyLeg((leg) => 'health' in leg);
  scope.own(effect(() => (talks.value ? untracked(watchAddresses) : undefined)));
  const isLost = anyLeg((leg) => 'health' in leg && leg.health.state === 'lost');
  scope.own(effect(() => (isLost.value ? untracked(seekServer) : undefined)));
  const inCall = anyLeg((leg) => isLive(leg) && leg.phase !== 'incoming');
  scope.own(effect(() => wake.setInCall(inCall.value)));

  const calls = computed(() =>
    legsOf(state.value).map((leg) =>
      snapshotOf(leg, manager.legOf(leg.leg), isUnconfirmed(ports, leg)),
    ),
  );
  const model: RunningCallModel = {
    calls,
    shown: computed(() => {
      const front = manager.front.value;
      return ofTwo(calls.value.find(({ callId }) => callId === front?.callId));
    }),
    ...actions,
    signOut() {
      manager.dispatch({ type: 'sign-out' });
      manager.dispatch({ type: 'dismiss' });
    },
    close() {
      model.signOut();
      scope.end();
    },
    holdings: () => manager.holdings(),
  };

  /**
   * The new interface is made ready while the old one still carries, should that be about to go.
   * Not in the call's first moments: to watch takes a connection to be made, and both sides have
   * their first sound and picture to see to.
   */
  function watchAddresses(): () => void {
    let stop = clock.after(watchAfterMs, () => {
      stop = network.onNewAddress(restartAll);
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
    const leg = manager.front.value;
    if (leg?.phase !== 'incoming' || leg.callId !== action.callId) return;
    switch (action.action) {
      case 'press':
        letGo = actions.press(action.media);
        break;
      case 'release':
        letGo();
        break;
      case 'accept':
        actions.accept(action.media);
        break;
      case 'decline':
        actions.decline(action.text);
        break;
      default:
        assertNever(action);
    }
  }

  return model;
}
