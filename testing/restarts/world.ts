import type { EndReason } from '@tatap/protocol/call';
import type { AccountId, DeviceId, EventPayload, MissedCall } from '@tatap/protocol/signaling';
import { askAt, registerAt, testDevice } from '../signaling-server.ts';
import { Acts } from './acts.ts';
import type { HeldCall } from './call-machine.ts';
import { Checks } from './checks.ts';
import { type DeviceObserver, ScriptedDevice } from './device.ts';
import { PeerLinks } from './peer-links.ts';
import { Bonds, Person } from './person.ts';
import type { Random } from './random.ts';
import type { Report } from './report.ts';
import { Moments, type RestartedServer } from './restarted-server.ts';
import { CallStories } from './story.ts';
import { Writes } from './writes.ts';

/** How many devices there are for each account: some people have two. */
const devicesPerAccount = 1.25;
/** How many contacts each person makes at the start. */
const friendsEach = 3;
/** How often everything is looked at, in milliseconds. */
const lookEveryMs = 250;

/** Everybody who takes part, on one server. */
export class World {
  readonly #server: RestartedServer;
  readonly #random: Random;
  readonly #report: Report;
  readonly #people: Person[] = [];
  readonly #devices = new Map<DeviceId, ScriptedDevice>();
  readonly #links: PeerLinks;
  readonly #stories: CallStories;
  readonly #writes: Writes;
  readonly #acts: Acts;
  readonly #checks: Checks;
  /** What the server acknowledges to devices. */
  readonly moments = new Moments();
  #looking: 'yes' | 'no' = 'no';

  constructor(server: RestartedServer, random: Random, report: Report, devices: number) {
    this.#server = server;
    this.#random = random;
    this.#report = report;
    this.#links = new PeerLinks(this.#devices);
    this.#stories = new CallStories(report);
    const accounts = Math.max(3, Math.round(devices / devicesPerAccount));
    for (let n = 1; n <= accounts; n += 1) this.#people.push(new Person(`person-${n}`));
    for (let n = 0; n < devices; n += 1) this.#addDevice(n % accounts);
    const parts = { people: this.#people, links: this.#links, stories: this.#stories, report };
    this.#writes = new Writes({
      ...parts,
      url: server.url,
      bonds: new Bonds(),
      acknowledged: () => this.moments.happen('write'),
    });
    this.#acts = new Acts({ ...parts, writes: this.#writes });
    const people = new Map(this.#people.map((person) => [person.id, person]));
    this.#checks = new Checks({ ...parts, people, devices: this.#devices });
  }

  /** Opens the accounts, signs the devices in and makes contacts. */
  async begin(): Promise<void> {
    for (const person of this.#people) {
      for (const device of person.devices) {
        device.signedIn(await this.#signIn(person.id, device));
        device.start();
      }
    }
    await this.#untilAll((device) => device.isOnline, 'is online');
    for (const person of this.#people) {
      for (let n = 0; n < friendsEach; n += 1) await this.#makeFriend(person);
    }
  }

  /** Begins to act and to look. */
  act(): void {
    for (const person of this.#people) {
      for (const device of person.devices) this.#acts.begin(person, device);
    }
    this.#looking = 'yes';
    void this.#lookOn();
  }

  /** Nobody acts any more; what is wrong now has to become right. */
  rest(): void {
    this.#acts.rest();
  }

  /** Everything ends. */
  end(): string {
    this.#looking = 'no';
    for (const device of this.#devices.values()) device.stop('crash', 'for-good');
    this.#links.stop();
    return this.#checks.longest;
  }

  #addDevice(of: number): void {
    const person = this.#people[of];
    if (person === undefined) return;
    const device = new ScriptedDevice({
      url: this.#server.url,
      account: person.id,
      random: this.#random.fork(),
      links: this.#links,
      observer: this.#observerOf(person),
    });
    person.devices.push(device);
    this.#devices.set(device.id, device);
  }

  #observerOf(person: Person): DeviceObserver {
    const report = this.#report;
    return {
      registered: (device, truth: EventPayload<'registered'>, from: number) => {
        report.count('snapshots');
        for (const { callId } of device.calls) this.#stories.note(device, callId, 'registered');
        this.#writes.compare(person, truth, from);
        for (const call of truth.missed) this.#missed(person, call);
      },
      missed: (_, call: MissedCall) => {
        this.#missed(person, call);
        this.moments.happen('missed call');
      },
      accepted: () => this.moments.happen('accept'),
      ended: (device, call: HeldCall, reason: EndReason) => {
        this.#stories.ended(device, call, reason);
        // Answered over its link while the server could not hear of it: nobody has missed it.
        if (call.phase !== 'outgoing') person.missed.forget(call.callId);
      },
      stepped: (device, callId, step) => {
        if (callId !== null) this.#stories.note(device, callId, step);
      },
      signedOut: ({ id }, why) =>
        report.deviation({ rule: 'session lost', what: why, who: [person.id, id] }),
    };
  }

  #missed(person: Person, { callId, from }: MissedCall): void {
    // Of each stranger only the last missed call is kept.
    if (from.isContact && !this.#isAnswered(callId)) person.missed.told(callId);
  }

  #isAnswered(callId: string): boolean {
    return [...this.#devices.values()].some(({ calls }) =>
      calls.some((call) => call.callId === callId && call.phase !== 'outgoing'),
    );
  }

  async #signIn(id: AccountId, { id: device, keys }: ScriptedDevice): Promise<string> {
    const { url } = this.#server;
    if (this.#people.find((one) => one.id === id)?.devices[0]?.id === device) {
      return registerAt(url, id, device, keys.publicKey);
    }
    const body = { id, password: 'correct horse', device: testDevice(device, keys.publicKey) };
    const { ack } = await askAt(url, 'signIn', { body });
    if (!ack.ok) throw new Error(`${id} was not signed in: ${ack.code}`);
    return ack.token;
  }

  async #makeFriend(person: Person): Promise<void> {
    const other = this.#random.pick(
      this.#people.filter(({ id }) => id !== person.id && !person.notes.has(id)),
    );
    const [mine, theirs] = [person.devices[0], other?.devices[0]];
    if (other === undefined || mine === undefined || theirs === undefined) return;
    await this.#writes.befriend(mine, theirs);
    person.noteOn(other.id);
    other.noteOn(person.id);
  }

  async #untilAll(is: (device: ScriptedDevice) => boolean, what: string): Promise<void> {
    const until = performance.now() + 60_000;
    while (![...this.#devices.values()].every(is)) {
      if (performance.now() > until) throw new Error(`not every device ${what}`);
      await pause(50);
    }
  }

  async #lookOn(): Promise<void> {
    const addresses = [...this.#devices.values()].map(({ address }) => address);
    let lookedAt = performance.now();
    while (this.#looking === 'yes') {
      await pause(lookEveryMs);
      const { upSince } = this.#server;
      const view = await this.#server.view(addresses);
      const now = performance.now();
      // Where this process was held up, so was every device in it.
      const passedMs = Math.min(now - lookedAt, 4 * lookEveryMs);
      lookedAt = now;
      // The server was killed meanwhile: there is nothing to compare with.
      if (view === null || upSince === null || upSince !== this.#server.upSince) continue;
      this.#checks.look(passedMs, { view, upSince });
      this.#report.count('looks');
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
