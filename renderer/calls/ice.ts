import type { EventPayload, IceConfiguration } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import type { SignalingPort } from './ports.ts';

/** Credentials are fetched anew this long before they end, or at 80 % of a shorter life. */
const marginMs = 5 * 60_000;

const retryAfterMs = 30_000;

interface IceKeeperPorts {
  readonly signaling: SignalingPort;
  readonly clock: Clock;
}

/**
 * The STUN and TURN servers of this device, always with credentials that still work: also in calls
 * that outlast them.
 */
export class IceKeeper {
  readonly #ports: IceKeeperPorts;
  readonly #onRefreshed: (ice: IceConfiguration) => void;
  #current: IceConfiguration = { iceServers: [], expiresAt: null };
  /** What to add to this clock to get the server's. */
  #skewMs = 0;
  #cancel: (() => void) | null = null;

  constructor(scope: Scope, ports: IceKeeperPorts, onRefreshed: (ice: IceConfiguration) => void) {
    this.#ports = ports;
    this.#onRefreshed = onRefreshed;
    scope.own(ports.signaling.on('registered', (snapshot) => this.#registered(snapshot)));
    scope.own(() => this.#cancel?.());
  }

  get current(): IceConfiguration {
    return this.#current;
  }

  #registered({ ice, serverTime }: EventPayload<'registered'>): void {
    this.#skewMs = serverTime - this.#ports.clock.now();
    this.#use(ice);
  }

  #use(ice: IceConfiguration): void {
    this.#current = ice;
    this.#onRefreshed(ice);
    this.#cancel?.();
    this.#cancel = null;
    if (ice.expiresAt === null) return;
    const lifeMs = Math.max(0, ice.expiresAt - this.#ports.clock.now() - this.#skewMs);
    this.#refreshAfter(Math.max(lifeMs - marginMs, lifeMs * 0.8));
  }

  #refreshAfter(delayMs: number): void {
    this.#cancel = this.#ports.clock.after(Math.max(delayMs, 1_000), () => {
      this.#cancel = null;
      void this.#refresh();
    });
  }

  /** Where the server is out of reach, the next `registered` brings fresh ones as well. */
  async #refresh(): Promise<void> {
    const answer = await this.#ports.signaling.request('ice.refresh', {});
    if (answer.ok) this.#use({ iceServers: answer.iceServers, expiresAt: answer.expiresAt });
    else this.#refreshAfter(retryAfterMs);
  }
}
