import type { ControlMessage } from '@tatap/protocol/control';
import type { IceConfiguration, Signal } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
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
import { ControlLink } from './control-link.ts';
import type { RtcEnvironment } from './environment.ts';
import { InboundActivity } from './inbound-activity.ts';
import { linkedStats } from './linked-stats.ts';
import { LivenessMonitor } from './liveness-monitor.ts';
import { MediaSections } from './media-sections.ts';
import { Negotiation } from './negotiation.ts';
import { PathCapacity } from './path-capacity.ts';
import { Recovery } from './recovery.ts';
import { adaptRemoteSdp } from './sdp.ts';

/** How long a link stays up to let its last message leave. */
const lingerMs = 250;

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
  #state: PeerLinkState = 'connecting';
  /** Whether signals go both ways round because the path is doubtful. */
  #signalWay: 'channel' | 'both' = 'both';
  /** Whether all candidates of the latest offer or answer have been found. */
  #found: 'some' | 'all' = 'some';
  /** Whether DTLS was lost with its path: only another peer connection mends that. */
  #dtls: 'kept' | 'lost' = 'kept';
  #life: 'open' | 'lingering' | 'closed' = 'open';

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
        this.#useBothPaths();
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
    const candidates: string[] = [];
    this.#connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) {
        candidates.push(candidate.candidate);
        return;
      }
      this.#found = 'all';
      this.#useDataChannel();
      environment.gathered(candidates.splice(0));
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
    if (this.#life !== 'open') return;
    // Who offers again may do so because nothing arrives there: the answer takes every way, too.
    if (signal.kind === 'description' && signal.type === 'offer') this.#useBothPaths();
    this.#negotiation.receive(signal);
  }

  setTracks(tracks: OutgoingTracks): void {
    if (this.#life !== 'open') return;
    this.#capacity.use();
    this.#sections.setTracks(tracks);
  }

  get state(): PeerLinkState {
    return this.#state;
  }

  get capacityBps(): number | null {
    return this.#capacity.bps;
  }

  setSending(sending: Sending): void {
    if (this.#life !== 'open') return;
    this.#capacity.setSending(sending);
    this.#sections.setSending(sending);
  }

  bandwidthBps(): Promise<number | null> {
    return this.#sections.bandwidthBps();
  }

  async stats(): Promise<readonly unknown[]> {
    if (this.#life !== 'open') return [];
    try {
      return linkedStats([...(await this.#connection.getStats()).values()], this.#connection);
    } catch {
      // Closed meanwhile.
      return [];
    }
  }

  setRemoteHeard(heard: boolean): void {
    if (this.#life === 'open') this.#sections.setRemoteHeard(heard);
  }

  send(message: ControlMessage): void {
    if (this.#life === 'open') this.#control.send(message);
  }

  openChannel(label: string): RTCDataChannel {
    return this.#connection.createDataChannel(label);
  }

  restartIce(): void {
    if (this.#life !== 'open') return;
    this.#useBothPaths();
    if (this.#role === 'callee') {
      this.#negotiation.ask(this.#dtls === 'lost' ? 'another' : 'same');
      return;
    }
    if (this.#dtls === 'lost') {
      this.#emit({ type: 'worn' });
      return;
    }
    this.#connection.restartIce();
    this.#negotiation.offer();
  }

  mend(): void {
    if (this.#life !== 'open') return;
    if (this.#dtls === 'lost' || !this.#negotiation.offerAgain()) this.restartIce();
  }

  setIceConfiguration(ice: IceConfiguration): void {
    if (this.#life === 'open') {
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
    if (this.#life !== 'open') return;
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
      this.#life = 'lingering';
      this.#clock.after(lingerMs, () => this.#end());
    } else this.#end();
  }

  #end(): void {
    this.#life = 'closed';
    this.#connection.close();
  }

  #settled(): void {
    this.#sections.tune();
    this.#useDataChannel();
  }

  /** A restart begins. */
  #useBothPaths(): void {
    this.#signalWay = 'both';
    this.#found = 'some';
  }

  /**
   * From here on signals go over the control channel alone. Not before all candidates of a restart
   * have been found: the path that carries the channel may be the very one that is about to go.
   */
  #useDataChannel(): void {
    const { connectionState, signalingState } = this.#connection;
    if (connectionState !== 'connected' || this.#liveness.isSilent) return;
    if (signalingState === 'stable' && this.#found === 'all') this.#signalWay = 'channel';
  }

  /** Over the control channel once it works, else by the server; by both while in doubt. */
  #send(signal: Signal): void {
    const by = this.#control.isOpen ? this.#signalWay : 'server';
    this.#emit({ type: 'signal', signal, by });
  }

  #heard(message: Exclude<ControlMessage, { kind: 'hello' }>): void {
    if (message.kind === 'capacity') this.#capacity.told(message.bps);
    else this.#emit({ type: 'message', message });
  }

  /** W3C WebRTC, section 4.3.3. `connecting` after a restart is not news: the old path carries on. */
  #pathChanged(): void {
    if (this.#life !== 'open') return;
    const { connectionState } = this.#connection;
    switch (connectionState) {
      case 'new':
      case 'connecting':
      case 'closed':
        break;
      case 'connected':
        this.#liveness.start();
        if (this.#liveness.isSilent) {
          this.#recovery.silent();
          this.#interrupted();
        } else {
          this.#recovery.settle();
          if (this.#state === 'interrupted') this.#sections.refresh();
          this.#report('connected');
          this.#capacity.measure();
          this.#useDataChannel();
        }
        break;
      case 'disconnected':
        this.#recovery.disconnected();
        this.#interrupted();
        break;
      case 'failed':
        this.#failed();
        break;
      default:
        assertNever(connectionState);
    }
  }

  /**
   * ICE has given up, and a restart helps; or DTLS has. Over a path that works, it was refused, which
   * nothing mends. In Firefox 153 it is also lost with the path, and stays so when ICE has another:
   * then the link goes on with another peer connection.
   */
  #failed(): void {
    const { iceConnectionState } = this.#connection;
    const hasPath = iceConnectionState === 'connected' || iceConnectionState === 'completed';
    const dtlsFailed = this.#connection
      .getSenders()
      .some((sender) => sender.transport?.state === 'failed');
    if (dtlsFailed && hasPath && this.#dtls === 'kept') {
      this.#report('failed');
      return;
    }
    if (dtlsFailed) this.#dtls = 'lost';
    // One that never was connected would fail again at once, and again.
    this.#recovery.failed(dtlsFailed && this.#state === 'connecting' ? 'later' : 'at-once');
    this.#interrupted();
  }

  /** Before the first connection there is nothing to interrupt. */
  #interrupted(): void {
    this.#signalWay = 'both';
    if (this.#state === 'connected') this.#report('interrupted');
  }

  #report(state: PeerLinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#emit({ type: 'state', state });
  }

  #emit(event: PeerLinkEvent): void {
    if (this.#listeners.size === 0) this.#unheard.push(event);
    for (const listener of [...this.#listeners]) listener(event);
  }
}
