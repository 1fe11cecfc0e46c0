import { linkLossMs, noAnswerMs } from '@tatap/protocol/call';
import type { AccountId, DeviceId, LiveCall, Presence } from '@tatap/protocol/signaling';
import { systemClock } from '../../signaling-server/app/system-clock.ts';
import { limit } from '../../tools/test/pace.ts';
import type { HeldCall } from './call-machine.ts';
import type { ScriptedDevice } from './device.ts';
import type { PeerLinks } from './peer-links.ts';
import type { Person } from './person.ts';
import type { Report } from './report.ts';
import type { ServerView } from './server-view.ts';
import { Stopwatches } from './stopwatches.ts';
import type { CallStories } from './story.ts';

/** How long a device's calls may differ from the server's, or from the other device's. */
export const agreeMs = 10_000;
/** How long a presence may be wrong. */
const presenceMs = 30_000;
/** An invite is over after `noAnswerMs`; a device that hears nothing of it waits 5 s longer. */
const ringMs = noAnswerMs + 5_000;

interface Dependencies {
  readonly people: ReadonlyMap<AccountId, Person>;
  readonly devices: ReadonlyMap<DeviceId, ScriptedDevice>;
  readonly links: PeerLinks;
  readonly stories: CallStories;
  readonly report: Report;
}

/** What the server says of calls, and since when its process listens (`performance.now`). */
export interface Truth {
  readonly view: ServerView;
  readonly upSince: number;
}

/**
 * Compares what the server, every device and the script know, as often as it is asked to.
 *
 * What legitimately differs, and does not count:
 * - while the server is down, or a device is not connected to it, neither knows of the other;
 * - a call that runs over its link is the server's again once both devices are connected, unless
 *   the program of one of them knows nothing of it any more;
 * - an incoming call that a device is busy to is listed for it until it ends;
 * - a call with a device whose program has ended goes on until its link has been down for
 *   `linkLossMs`, whether or not that program was started again: the new one knows nothing of it;
 * - the server waits 30 s for the devices of an accepted call, and begins anew with each of its own
 *   starts: until then contacts may see a person in a call whose device is gone.
 */
export class Checks {
  readonly #dependencies: Dependencies;
  readonly #views: Stopwatches;
  readonly #splits: Stopwatches;
  readonly #orphans: Stopwatches;
  readonly #rings: Stopwatches;
  readonly #presences: Stopwatches;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    const watch = (rule: string, boundMs: number) =>
      new Stopwatches(boundMs, (subject, wrongMs, what) =>
        dependencies.report.deviation({
          rule,
          what: `${what}, for ${seconds(wrongMs)}`,
          who: subject.split(' '),
          trace: dependencies.stories.traceOf(subject.split(' ').at(-1) ?? ''),
        }),
      );
    this.#views = watch('view differs from the server', limit(agreeMs));
    this.#splits = watch('call split', limit(agreeMs));
    this.#orphans = watch('call with a device that is gone', linkLossMs + limit(agreeMs));
    this.#rings = watch('invite rings for ever', limit(agreeMs));
    this.#presences = watch('presence wrong', limit(presenceMs));
  }

  /** The longest that something of each kind was wrong, for the summary. */
  get longest(): string {
    const [view, split, presence] = [this.#views, this.#splits, this.#presences].map(
      ({ longestMs }) => seconds(longestMs),
    );
    return `longest wrong: view ${view}, split ${split}, presence ${presence}`;
  }

  /** One look at everything. @param passedMs - since the look before */
  look(passedMs: number, truth: Truth): void {
    for (const device of this.#dependencies.devices.values()) {
      if (!device.isLiving) continue;
      this.#lookAtView(device, truth);
      for (const call of device.calls) this.#lookAtCall(device, call, truth);
      this.#lookAtPresences(device, truth);
    }
    const all = [this.#views, this.#splits, this.#orphans, this.#rings, this.#presences];
    for (const watches of all) watches.pass(passedMs);
  }

  #lookAtView(device: ScriptedDevice, truth: Truth): void {
    const isThere = isHere(device, truth);
    const listed = truth.view[device.id] ?? [];
    const ids = new Set([...device.calls, ...(isThere ? listed : [])].map(({ callId }) => callId));
    for (const callId of ids) {
      const held = device.calls.find((one) => one.callId === callId);
      const known = listed.find((one) => one.callId === callId);
      const isBusy = held === undefined && device.isBusyTo(callId);
      // Only both devices together bring a call back that the server has given up.
      const waits =
        held?.phase === 'running' && known === undefined && !this.#canAttach(held, truth);
      const right = isBusy || agree(held, known) ? 'right' : 'wrong';
      const says = known?.state ?? 'nothing';
      this.#views.see(
        subjectOf(device, callId),
        !isThere || waits ? 'unknown' : right,
        `the device has ${held?.phase ?? 'nothing'}, the server ${says}`,
      );
    }
  }

  #lookAtCall(device: ScriptedDevice, call: HeldCall, truth: Truth): void {
    const subject = subjectOf(device, call.callId);
    switch (call.phase) {
      case 'outgoing':
      case 'incoming': {
        const isOver = systemClock.now() - call.since > ringMs;
        this.#rings.see(subject, isOver ? 'wrong' : 'right', `${call.phase} call still rings`);
        return;
      }
      case 'answering':
        // The server decides whether the accept counts: see #lookAtView.
        return;
      case 'accepted':
      case 'running':
        this.#lookAtPeer(subject, device, call, truth);
    }
  }

  #lookAtPeer(subject: string, device: ScriptedDevice, call: HeldCall, truth: Truth): void {
    const { links } = this.#dependencies;
    const peer = this.#peerOf(call);
    if (peer === undefined || !peer.hasHeld(call.callId)) {
      const what = `still ${call.phase} with ${call.person}, whose program has ended`;
      this.#orphans.see(subject, 'wrong', what);
      return;
    }
    const same = peer.calls.find(({ callId }) => callId === call.callId);
    const isShared = same !== undefined && (same.device ?? device.id) === device.id;
    // Whoever ends a call says so over the link where it is up, and to the server once it is there.
    const mayHear =
      links.isUp(device.id, peer.id) || (isHere(device, truth) && isHere(peer, truth));
    const [other] = peer.calls;
    const has = other === undefined ? 'no call' : `${other.phase} ${other.callId}`;
    const wrong = mayHear ? 'wrong' : 'unknown';
    const what = `${call.phase} with ${call.person} ${peer.id}, who has ${has}`;
    this.#splits.see(subject, isShared ? 'right' : wrong, what);
  }

  #lookAtPresences(device: ScriptedDevice, truth: Truth): void {
    for (const { id, relation, presence } of device.contacts.values()) {
      if (relation !== 'accepted') continue;
      const possible = this.#presencesOf(id, truth);
      const wrong = isHere(device, truth) ? 'wrong' : 'unknown';
      this.#presences.see(
        subjectOf(device, id),
        possible.has(presence) ? 'right' : wrong,
        `${id} is shown ${presence} instead of ${[...possible].join(' or ')}`,
      );
    }
  }

  /** What contacts may be shown of an account, by what the script knows. */
  #presencesOf(id: AccountId, truth: Truth): ReadonlySet<Presence> {
    const person = this.#dependencies.people.get(id);
    if (person === undefined || !person.devices.some((device) => isHere(device, truth))) {
      return new Set(['offline']);
    }
    const talks = this.#talks(person, truth);
    return new Set(
      person.presence.possible.flatMap((choice): readonly Presence[] => {
        if (choice === 'dnd' || talks === 'no') return [choice];
        return talks === 'yes' ? ['in-call'] : [choice, 'in-call'];
      }),
    );
  }

  /** `maybe`: one of the two devices is not connected, so that the server waits, or has given up. */
  #talks({ devices }: Person, truth: Truth): 'yes' | 'no' | 'maybe' {
    const talks = devices.flatMap((device): readonly ('yes' | 'maybe')[] => {
      const own = device.calls.filter(isTalk);
      if (isHere(device, truth)) {
        return own.map((call) => (this.#isPeerHere(call, truth) ? 'yes' : 'maybe'));
      }
      const waits = truth.view[device.id]?.some(({ state }) => state === 'accepted');
      return waits === true || own.length > 0 ? ['maybe'] : [];
    });
    if (talks.includes('yes')) return 'yes';
    return talks.includes('maybe') ? 'maybe' : 'no';
  }

  /** Whether the other device of this call is there, by a program that knows the call. */
  #canAttach(call: HeldCall, truth: Truth): boolean {
    return this.#isPeerHere(call, truth) && this.#peerOf(call)?.hasHeld(call.callId) === true;
  }

  #peerOf({ device }: HeldCall): ScriptedDevice | undefined {
    return device === null ? undefined : this.#dependencies.devices.get(device);
  }

  #isPeerHere(call: HeldCall, truth: Truth): boolean {
    const peer = this.#peerOf(call);
    return peer !== undefined && isHere(peer, truth);
  }
}

/** Whether a device is registered at the process of the server that runs now. */
function isHere({ onlineSince }: ScriptedDevice, { upSince }: Truth): boolean {
  return onlineSince !== null && onlineSince >= upSince;
}

const subjectOf = ({ address }: ScriptedDevice, what: string): string =>
  `${address.account} ${address.device} ${what}`;

const isTalk = ({ phase }: HeldCall): boolean => phase === 'accepted' || phase === 'running';

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Whether a device and the server say the same of a call. */
function agree(held: HeldCall | undefined, known: LiveCall | undefined): boolean {
  switch (held?.phase) {
    case undefined:
      return known === undefined;
    case 'outgoing':
    case 'incoming':
      return known?.state === held.phase;
    case 'answering':
    case 'accepted':
    case 'running':
      return known?.state === 'accepted' && known.peer.device === held.device;
  }
}
