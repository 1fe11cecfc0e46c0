import { randomUUID } from 'node:crypto';
import type { HeldCall } from './call-machine.ts';
import type { ScriptedDevice } from './device.ts';
import type { PeerLinks } from './peer-links.ts';
import type { Person } from './person.ts';
import type { Report } from './report.ts';
import type { CallStories } from './story.ts';
import type { Writes } from './writes.ts';

interface Dependencies {
  readonly people: readonly Person[];
  readonly links: PeerLinks;
  readonly stories: CallStories;
  readonly writes: Writes;
  readonly report: Report;
}

/** How often a device may do something, in milliseconds. */
const everyMs = { least: 200, most: 800 } as const;

/** A link that is down this long may end its call. */
const longOutageMs = 20_000;
/** A device that was away this long may find that a call which had no link yet is over. */
const longAbsenceMs = 4_000;

/** What people do with their devices, and what happens to them, at random. */
export class Acts {
  readonly #dependencies: Dependencies;
  #life: 'acting' | 'resting' = 'acting';

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Begins with a device of this person. */
  begin(person: Person, device: ScriptedDevice): void {
    const next = (): void => {
      if (this.#life === 'resting') return;
      this.#act(person, device);
      setTimeout(next, device.random.between(everyMs.least, everyMs.most));
    };
    setTimeout(next, device.random.between(0, everyMs.most));
  }

  /** Nobody does anything any more, and every device that is not dead for good comes back. */
  rest(): void {
    this.#life = 'resting';
    for (const { devices } of this.#dependencies.people) {
      for (const device of devices) {
        device.findServer();
        if (!device.isLiving && device.isToReturn) device.start();
      }
    }
  }

  #act(person: Person, device: ScriptedDevice): void {
    if (!device.isLiving) return;
    const { random } = device;
    const [call] = device.calls;
    if (call === undefined) {
      if (device.isOnline && random.chance(0.2)) this.#call(person, device);
    } else {
      this.#actInCall(device, call);
    }
    if (device.isOnline && random.chance(0.2)) {
      void this.#dependencies.writes.change(person, device, random);
    }
    if (random.chance(0.03)) {
      void this.#dependencies.writes.takeMissed(person, device, device.missed);
    }
    this.#haveAccident(device);
  }

  /** Mostly a contact; now and then a stranger. */
  #call(person: Person, device: ScriptedDevice): void {
    const { people, report } = this.#dependencies;
    const { random } = device;
    const all = people.filter(({ id }) => id !== person.id);
    const friends = all.filter(({ id }) => person.notes.has(id));
    const callee = random.pick(random.chance(0.4) ? friends : all);
    if (callee === undefined) return;
    report.count('calls');
    device.machine?.start(randomUUID(), callee.id);
  }

  #actInCall(device: ScriptedDevice, call: HeldCall): void {
    const { links, stories } = this.#dependencies;
    const { machine, random } = device;
    if (machine === null) return;
    switch (call.phase) {
      case 'incoming':
        if (random.chance(0.25)) {
          machine.accept();
        } else if (random.chance(0.06)) {
          stories.mayEnd(device, call, 'declined');
          machine.decline();
        }
        return;
      case 'outgoing':
        if (random.chance(0.06)) {
          stories.mayEnd(device, call, 'cancelled');
          machine.hangUp();
        }
        return;
      case 'answering':
      case 'accepted':
      case 'running':
        if (random.chance(0.04)) {
          stories.mayEnd(device, call, 'hung up');
          machine.hangUp();
        } else if (call.device !== null && random.chance(0.02)) {
          const forMs = random.chance(0.05)
            ? random.between(20_000, 45_000)
            : random.between(300, 9_000);
          // With a link that is down, whatever else goes wrong may end the call.
          if (call.phase !== 'running' || forMs >= longOutageMs || device.isAbsent) {
            stories.mayEnd(device, call, 'link down');
          }
          stories.note(device, call.callId, `link cut for ${Math.round(forMs)} ms`);
          links.cut(device.id, call.device, forMs);
        }
    }
  }

  #haveAccident(device: ScriptedDevice): void {
    const { random } = device;
    if (random.chance(0.01)) device.loseServer(0);
    else if (random.chance(0.004)) this.#goAway(device, random.between(1_000, 10_000));
    else if (random.chance(0.001)) this.#goAway(device, random.between(20_000, 50_000));
    else if (random.chance(0.003)) this.#end(device, random.chance(0.5) ? 'crash' : 'goodbye');
  }

  #goAway(device: ScriptedDevice, forMs: number): void {
    const { links, report, stories } = this.#dependencies;
    report.count('absences');
    for (const call of device.calls) {
      const isCut = call.device !== null && links.isCut(device.id, call.device);
      if (isCut || (call.phase !== 'running' && forMs >= longAbsenceMs)) {
        stories.mayEnd(device, call, 'away');
      }
    }
    for (const { callId } of device.calls)
      stories.note(device, callId, `away for ${Math.round(forMs)} ms`);
    device.loseServer(forMs);
  }

  /** The program ends. Mostly it is started again, as another program that knows nothing. */
  #end(device: ScriptedDevice, how: 'crash' | 'goodbye'): void {
    const { report, stories } = this.#dependencies;
    const { random } = device;
    report.count('programs ended');
    for (const call of device.calls) stories.mayEnd(device, call, how);
    device.stop(how, random.chance(0.05) ? 'for-good' : 'returns');
    if (!device.isToReturn) {
      report.count('devices gone for good');
      return;
    }
    const awayMs = random.chance(0.5) ? random.between(500, 5_000) : random.between(5_000, 45_000);
    setTimeout(() => {
      if (!device.isLiving && device.isToReturn) device.start();
    }, awayMs);
  }
}
