import type { LegId, Live } from '@tatap/protocol/call';
import type { HoldState } from '@tatap/protocol/control';
import type { DeviceModel } from './device.fixture.ts';

/** One side of a link. */
interface Link {
  readonly from: string;
  readonly leg: LegId;
  readonly callId: string;
  readonly to: string;
  state: 'new' | 'up';
  /** What its device has said of hold; the channel brings it once the link is up. */
  hold: HoldState;
}

type Carried = 'connected' | 'interrupted' | 'accept' | 'agreed' | 'bye' | HoldState;

/** The peer links between devices, with what is on its way over them. */
export class Links {
  readonly #devices: readonly DeviceModel[];
  readonly #links: Link[] = [];
  /** What one side's link brings the other, for as long as that other has its link. */
  readonly #across: { readonly to: Link; readonly what: Carried }[] = [];

  constructor(devices: readonly DeviceModel[]) {
    this.#devices = devices;
  }

  open(from: string, { leg, callId }: Live, to: string): void {
    this.#links.push({ from, leg, callId, to, state: 'new', hold: 'running' });
  }

  tell(from: string, leg: LegId, to: string, what: 'accept' | 'agreed'): void {
    const link = this.#linkOf(from, leg, to);
    const other = link === undefined ? undefined : this.#counterpart(link);
    if (link?.state === 'up' && other !== undefined) this.#across.push({ to: other, what });
  }

  hold(from: string, leg: LegId, to: string, state: HoldState): void {
    const link = this.#linkOf(from, leg, to);
    if (link === undefined || link.hold === state) return;
    link.hold = state;
    const other = this.#counterpart(link);
    if (link.state === 'up' && other !== undefined) this.#across.push({ to: other, what: state });
  }

  #linkOf(from: string, leg: LegId, to: string): Link | undefined {
    return this.#links.find((one) => one.from === from && one.leg === leg && one.to === to);
  }

  /**
   * @param leg `null` closes those of all legs
   * @param to `*` closes all links of the leg
   */
  close(from: string, leg: LegId | null, to: string, farewell: 'bye' | null): void {
    for (const link of this.#links.filter((one) => one.from === from)) {
      if ((leg !== null && link.leg !== leg) || (to !== '*' && link.to !== to)) continue;
      this.#links.splice(this.#links.indexOf(link), 1);
      const other = this.#counterpart(link);
      if (other?.state !== 'up') continue;
      if (link.state === 'up' && farewell === 'bye') this.#across.push({ to: other, what: 'bye' });
      // The peer stops answering consent checks (RFC 7675), whether or not the farewell arrives.
      this.#across.push({ to: other, what: 'interrupted' });
    }
  }

  /** The oldest of what each link has under way. */
  deliveries(): (() => void)[] {
    return this.#across
      .filter((one, index) => this.#across.findIndex((other) => other.to === one.to) === index)
      .map((one) => () => this.#carry(one));
  }

  /** Two devices that have opened a link to each other become connected. */
  connections(): (() => void)[] {
    return this.#links.flatMap((link) => {
      const other = this.#counterpart(link);
      if (other === undefined) return [];
      const first = link.state === 'new' && link.from < link.to;
      if (!first && !(link.state === 'new' && other.state === 'up')) return [];
      return [
        () => {
          for (const one of [link, other]) {
            one.state = 'up';
            this.#across.push({ to: one, what: 'connected' });
            const said = one === link ? other.hold : link.hold;
            this.#across.push({ to: one, what: said });
          }
        },
      ];
    });
  }

  outages(): (() => void)[] {
    return this.#links
      .filter((link) => link.state === 'up')
      .map((link) => () => {
        this.#across.push({ to: link, what: 'interrupted' });
        link.state = 'new';
      });
  }

  #counterpart(link: Link): Link | undefined {
    return this.#links.find(
      (one) => one.from === link.to && one.to === link.from && one.callId === link.callId,
    );
  }

  #carry(one: { readonly to: Link; readonly what: Carried }): void {
    this.#across.splice(this.#across.indexOf(one), 1);
    if (!this.#links.includes(one.to)) return;
    const device = this.#devices.find(({ address }) => address.device === one.to.from);
    const { leg, to: peer } = one.to;
    switch (one.what) {
      case 'bye':
        device?.happen({ type: 'link.bye', leg, device: peer, reason: 'hung-up' });
        break;
      case 'accept':
        device?.happen({ type: 'link.accepted', leg, device: peer });
        break;
      case 'held':
      case 'running':
        device?.happen({ type: 'link.hold', leg, device: peer, state: one.what });
        break;
      default:
        device?.happen({ type: `link.${one.what}`, leg, device: peer });
    }
  }
}
