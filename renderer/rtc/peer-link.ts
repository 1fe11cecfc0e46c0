import type { ControlMessage } from '@tatap/protocol/control';
import type { IceConfiguration, Signal } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type {
  LinkRole,
  OutgoingTracks,
  PeerLink,
  PeerLinkEvent,
  PeerLinkState,
  Sending,
} from '../peers/peer-link-port.ts';
import { releaseAll } from '../scope.ts';
import { configurationOf } from './configuration.ts';
import { onGathered, pathOf } from './connection-path.ts';
import { ControlLink } from './control-link.ts';
import type { RtcEnvironment } from './environment.ts';
import { InboundActivity } from './inbound-activity.ts';
import { begun, interrupted, type LinkState, type OpenState } from './link-state.ts';
import { linkedStats } from './linked-stats.ts';
import { LivenessMonitor } from './liveness-monitor.ts';
import { MediaSections } from './media-sections.ts';
import { Negotiation } from './negotiation.ts';
import { PathCapacity } from './path-capacity.ts';
import { Recovery } from './recovery.ts';
import { adaptRemoteSdp } from './sdp.ts';

/** How long a link stays up to let its last message leave. */
const lingerMs = 250;

/** A restart begins: the path that carries the channel may be the very one that is about to go. */
const restarting = (): Partial<OpenState> => ({ signals: 'gathering' });

/** A link on a peer connection of the browser. */
export class RtcPeerLink implements PeerLink {
  readonly remote: MediaStream;
  readonly remoteScreen: MediaStream;
  readonly #role: LinkRole;
  readonly #clock: Clock;
  readonly #environment: RtcEnvironment;
  readonly #connection: RTCPeerConnection;
  readonly #negotiation: Negotiation;
  readonly #control: ControlLink;
  readonly #sections: MediaSections;
  readonly #recovery: Recovery;
  readonly #liveness: LivenessMonitor;
  readonly #capacity: PathCapacity;
  readonly #listeners = new Set<(event: PeerLinkEvent) => void>();
  /** Events that nobody has listened to yet. */
  #unheard: PeerLinkEvent[] = [];
  #state: LinkState = begun;

  /**
   * @param ice `null` for a link that is made ahead: no server is asked before it is set
   */
  constructor(environment: RtcEnvironment, role: LinkRole, ice: IceConfiguration | null) {
    const { clock, log } = environment;
    this.#role = role;
    this.#clock = clock;
    this.#environment = environment;
    this.#connection = environment.createConnection(configurationOf(ice, environment.relayOnly()));
    this.remote = environment.createStream();
    this.remoteScreen = environment.createStream();
    const own = { person: environment.createStream(), screen: environment.createStream() };
    const remote = { person: this.remote, screen: this.remoteScreen };
    this.#sections = new MediaSections(own, remote, environment.codecs(), log);
    this.#control = new ControlLink({
      connection: this.#connection,
      log,
      onMessage: (message) => this.#heard(message),
    });
    this.#negotiation = new Negotiation({
      connection: this.#connection,
      role,
      clock,
      timersArePunctual: environment.timersArePunctual,
      log,
      send: (signal) => this.#send(signal),
      adapt: (sdp) => adaptRemoteSdp(sdp, this.#capacity.settings()),
      beforeAnswer: () => this.#sections.adopt(this.#connection),
      onSettled: () => this.#settled(),
      onAsked: () => {
        this.#change(restarting);
        this.#connection.restartIce();
      },
      onGivenUp: () => this.#emit({ type: 'worn' }),
      onRestarted: (offer) => this.#emit({ type: 'restarted', offer }),
      onFailed: () => this.#report('unfit'),
    });
    this.#capacity = new PathCapacity({
      ...environment,
      connection: this.#connection,
      tell: (bps) => this.#control.send({ kind: 'capacity', bps }),
      onChanged: () => this.#negotiation.reapplyRemoteDescription(),
    });
    this.#recovery = new Recovery(clock, role, () => this.restartIce());
    const inbound = new InboundActivity(this.#connection);
    this.#liveness = new LivenessMonitor({
      clock,
      hasMore: () => inbound.haveMore(),
      onInboundStalled: () => this.#emit({ type: 'inboundStalled' }),
      onSilent: () => this.#pathChanged(),
      onHeard: () => {
        // ICE may take its time to say that the path is good again.
        if (this.#connection.connectionState !== 'connected') this.#sections.refresh();
        this.#pathChanged();
      },
    });
    onGathered(this.#connection, (candidates) => {
      this.#change((state) => (state.signals === 'gathering' ? { signals: 'gathered' } : {}));
      this.#useDataChannel();
      environment.gathered(candidates);
    });
    this.#connection.addEventListener('connectionstatechange', () => this.#pathChanged());
    if (role === 'caller') {
      this.#sections.create(this.#connection);
      this.#negotiation.draft();
    }
  }

  /** As the caller, offers. */
  begin(firstSeq: number): void {
    this.#negotiation.begin(firstSeq);
  }

  handleSignal(signal: Signal): void {
    if (this.#state.life !== 'open') return;
    // Who offers again may do so because nothing arrives there: the answer takes every way, too.
    if (signal.kind === 'description' && signal.type === 'offer') this.#change(restarting);
    this.#negotiation.receive(signal);
  }

  setTracks(tracks: OutgoingTracks): void {
    if (this.#state.life !== 'open') return;
    this.#capacity.use();
    this.#sections.setTracks(tracks);
  }

  get state(): PeerLinkState {
    return this.#state.path;
  }

  get capacityBps(): number | null {
    return this.#capacity.bps;
  }

  setSending(sending: Sending): void {
    if (this.#state.life !== 'open') return;
    this.#capacity.setSending(sending);
    this.#sections.setSending(sending);
  }

  bandwidthBps(): Promise<number | null> {
    return this.#sections.bandwidthBps();
  }

  async stats(): Promise<readonly unknown[]> {
    if (this.#state.life !== 'open') return [];
    try {
      return linkedStats([...(await this.#connection.getStats()).values()], this.#connection);
    } catch {
      // Closed meanwhile.
      return [];
    }
  }

  setRemoteHeard(heard: boolean): void {
    if (this.#state.life === 'open') this.#sections.setRemoteHeard(heard);
  }

  send(message: ControlMessage): void {
    if (this.#state.life === 'open') this.#control.send(message);
  }

  openChannel(label: string): RTCDataChannel {
    return this.#connection.createDataChannel(label);
  }

  restartIce(): void {
    if (this.#state.life !== 'open') return;
    this.#change(restarting);
    if (this.#role === 'callee') {
      this.#negotiation.ask(this.#state.dtls === 'lost' ? 'another' : 'same');
      return;
    }
    if (this.#state.dtls === 'lost') {
      this.#emit({ type: 'worn' });
      return;
    }
    this.#connection.restartIce();
    this.#negotiation.offer();
  }

  mend(): void {
    if (this.#state.life !== 'open') return;
    if (this.#state.dtls === 'lost' || !this.#negotiation.offerAgain()) this.restartIce();
  }

  setIceConfiguration(ice: IceConfiguration): void {
    if (this.#state.life === 'open') {
      this.#connection.setConfiguration(configurationOf(ice, this.#environment.relayOnly()));
    }
  }

  onEvent(listener: (event: PeerLinkEvent) => void): () => void {
    this.#listeners.add(listener);
    const unheard = this.#unheard;
    this.#unheard = [];
    for (const event of unheard) listener(event);
    return () => this.#listeners.delete(listener);
  }

  close(farewell?: ControlMessage): void {
    if (this.#state.life !== 'open') return;
    this.#listeners.clear();
    this.#unheard = [];
    releaseAll([
      () => this.#recovery.settle(),
      () => this.#liveness.stop(),
      () => this.#capacity.use(),
      () => this.#negotiation.close(),
      () => this.#sections.silence(),
      () => this.#closeConnection(farewell),
    ]);
  }

  #closeConnection(farewell: ControlMessage | undefined): void {
    if (farewell !== undefined && this.#control.isOpen) {
      this.#control.send(farewell);
      this.#state = { life: 'lingering', path: this.state };
      this.#clock.after(lingerMs, () => this.#end());
    } else this.#end();
  }

  #end(): void {
    this.#state = { life: 'closed', path: this.state };
    this.#connection.close();
  }

  #settled(): void {
    this.#sections.tune();
    this.#useDataChannel();
  }

  /** Changes what an open link is, and reports a new path. */
  #change(next: (state: OpenState) => Partial<OpenState>): void {
    const before = this.#state;
    if (before.life !== 'open') return;
    this.#state = { ...before, ...next(before) };
    if (this.state !== before.path) this.#emit({ type: 'state', state: this.state });
  }

  /** From here on signals go over the control channel alone. */
  #useDataChannel(): void {
    const { connectionState, signalingState } = this.#connection;
    if (connectionState !== 'connected' || this.#liveness.isSilent) return;
    if (signalingState !== 'stable') return;
    this.#change((state) => (state.signals === 'gathered' ? { signals: 'channel' } : {}));
  }

  #send(signal: Signal): void {
    if (this.#state.life !== 'open') return;
    const way = this.#state.signals === 'channel' ? 'channel' : 'both';
    const by = this.#control.isOpen ? way : 'server';
    this.#emit({ type: 'signal', signal, by });
  }

  #heard(message: Exclude<ControlMessage, { kind: 'hello' }>): void {
    if (message.kind === 'capacity') this.#capacity.told(message.bps);
    else this.#emit({ type: 'message', message });
  }

  #pathChanged(): void {
    if (this.#state.life !== 'open') return;
    const path = pathOf(this.#connection);
    if (path === 'none') return;
    if (path === 'up') {
      this.#up();
      return;
    }
    if (path === 'dtls-refused' && this.#state.dtls === 'kept') {
      this.#report('failed');
      return;
    }
    if (path === 'down') this.#recovery.disconnected();
    else if (path === 'failed') this.#recovery.failed('at-once');
    else {
      this.#change(() => ({ dtls: 'lost' }));
      // One that never was connected would fail again at once, and again.
      this.#recovery.failed(this.state === 'connecting' ? 'later' : 'at-once');
    }
    this.#change(interrupted);
  }

  #up(): void {
    this.#liveness.start();
    if (this.#liveness.isSilent) {
      this.#recovery.silent();
      this.#change(interrupted);
      return;
    }
    this.#recovery.settle();
    if (this.state === 'interrupted') this.#sections.refresh();
    this.#report('connected');
    this.#capacity.measure();
    this.#useDataChannel();
  }

  #report(path: PeerLinkState): void {
    this.#change(() => ({ path }));
  }

  #emit(event: PeerLinkEvent): void {
    if (this.#listeners.size === 0) this.#unheard.push(event);
    for (const listener of [...this.#listeners]) listener(event);
  }
}
