import { computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { BandwidthState } from '@tatap/protocol/control';
import type { PeerLink, Sending } from '../peers/peer-link-port.ts';
import type { Scope } from '../scope.ts';
import { beginGate, nextGate, pictureRules, widthRules } from './bandwidth-gate.ts';
import type { CallPorts, LocalMedia } from './ports.ts';

/** How often the path's bandwidth is looked at. */
const lookEveryMs = 1_000;

/** What a call needs to know to send as much as is right. */
export interface RegulateOptions extends Pick<CallPorts, 'clock' | 'lowData' | 'paths'> {
  readonly link: PeerLink;
  /** What there is to send. */
  readonly media: LocalMedia | null;
  /** What the other side says about its network; `null` while it has said nothing. */
  readonly remote: ReadonlySignal<BandwidthState | null>;
}

/**
 * Keeps what is sent to what the network bears and both people want, and tells the other side,
 * until the scope ends.
 *
 * @returns whether the own picture is sent
 */
export function regulateSending(
  scope: Scope,
  { link, media, clock, lowData, paths, remote }: RegulateOptions,
): ReadonlySignal<Sending['picture']> {
  const path = paths.watch();
  scope.own(() => path.end());
  const pictureGate = signal(beginGate(pictureRules, null, clock.now()));
  // Small from the first frame on where the path is known to be slow; never by a mere guess.
  const expectedBps = link.capacityBps ?? paths.expectedBps(0);
  const widthGate = signal(beginGate(widthRules, expectedBps, clock.now()));
  const picture = computed(() => (pictureGate.value.gate === 'open' ? 'sent' : 'paused'));
  const width = computed(() => (widthGate.value.gate === 'open' ? 'full' : 'small'));
  const amount = computed(() =>
    lowData.value || remote.value?.receive === 'less' ? ('less' as const) : ('all' as const),
  );
  scope.own(
    effect(() =>
      link.setSending({ amount: amount.value, width: width.value, picture: picture.value }),
    ),
  );
  scope.own(
    effect(() => {
      const receive = lowData.value ? 'less' : 'all';
      link.send({ kind: 'bandwidth', picture: picture.value, receive });
    }),
  );
  let watching = true;
  let cancel = clock.after(lookEveryMs, look);
  scope.own(() => {
    watching = false;
    cancel();
  });

  function look(): void {
    void link.bandwidthBps().then((bandwidthBps) => {
      if (!watching) return;
      if (bandwidthBps !== null) take(bandwidthBps);
      cancel = clock.after(lookEveryMs, look);
    });
  }

  function take(bandwidthBps: number): void {
    pictureGate.value = nextGate(pictureRules, pictureGate.peek(), bandwidthBps, clock.now());
    // Without a picture the estimate says what sound takes, not what the line bears.
    if (picture.peek() === 'paused' || !media?.video.peek()) return;
    widthGate.value = nextGate(widthRules, widthGate.peek(), bandwidthBps, clock.now());
    if (amount.peek() === 'all') path.estimated(bandwidthBps);
  }

  return picture;
}
