import type { EndpointBody, EventPayload, Relation } from '@tatap/protocol/signaling';
import { askAt } from '../signaling-server.ts';
import type { ScriptedDevice } from './device.ts';
import type { Register } from './ledger.ts';
import type { Bond, Bonds, Person } from './person.ts';
import type { Random } from './random.ts';
import type { Report } from './report.ts';

/** What came of a write: `unknown` where no answer came, because the server was killed meanwhile. */
type Outcome = 'acknowledged' | 'refused' | 'unknown';

interface Dependencies {
  readonly url: string;
  readonly people: readonly Person[];
  readonly bonds: Bonds;
  readonly report: Report;
  /** Told of every write that is acknowledged. */
  acknowledged(): void;
}

/** Writes to the server, and holds everything that it says later against what it has acknowledged. */
export class Writes {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Changes something at random that the server stores for the person of this device. */
  async change(person: Person, device: ScriptedDevice, random: Random): Promise<void> {
    if (person.writing === 'something') return;
    person.writing = 'something';
    try {
      await random.pick([
        () => this.#setPresence(person, device, random),
        () => this.#annotate(person, device, random),
        () => this.#annotate(person, device, random),
        () => this.#rename(person, device, random),
        () => this.#changeBond(person, device, random),
        () => this.#changeBond(person, device, random),
      ])?.();
    } finally {
      person.writing = 'nothing';
    }
  }

  /** Asks to be somebody's contact; the other one accepts. */
  async befriend(one: ScriptedDevice, two: ScriptedDevice): Promise<void> {
    const [a, b] = [one.address.account, two.address.account];
    const bond = this.#dependencies.bonds.of(a, b);
    await this.#socket(bond, { state: 'asked', by: a }, one.ask('contact.request', { id: b }));
    await this.#socket(bond, { state: 'accepted' }, two.ask('contact.accept', { id: a }));
  }

  /** A device takes missed calls into its history. */
  async takeMissed(person: Person, device: ScriptedDevice, callIds: string[]): Promise<void> {
    const take = person.missed.take(callIds);
    const outcome = outcomeOf(await device.ask('missed.taken', { callIds }));
    if (outcome === 'acknowledged') take.acknowledged();
    if (outcome === 'refused') take.refused();
  }

  /** Everything in a snapshot that was read from `from` on is what was acknowledged, or newer. */
  compare(
    person: Person,
    { account, contacts, missed }: EventPayload<'registered'>,
    from: number,
  ): void {
    const { bonds, people, report } = this.#dependencies;
    const holds = <T>(what: string, found: T, register: Register<T>): void => {
      report.count('values compared');
      const allowed = register.allowed(from);
      if (allowed.includes(found)) return;
      const expected = allowed.map((one) => JSON.stringify(one)).join(' or ');
      this.#lost(person, `${what} is ${JSON.stringify(found)} instead of ${expected}`);
    };
    holds('the display name', account.displayName, person.displayName);
    holds('who may call', account.whoMayCall, person.whoMayCall);
    holds('the presence', account.presence, person.presence);
    for (const [other, bond] of bonds.with(person.id)) {
      const contact = contacts.find(({ id }) => id === other);
      const relations = bond.allowed(from).map((one) => relationOf(one, person));
      report.count('values compared');
      if (!relations.includes(contact?.relation ?? null)) {
        const found = contact?.relation ?? 'no contact';
        this.#lost(person, `${other} is ${found} instead of ${relations.join(' or ')}`);
      }
      const note = person.notes.get(other);
      if (note === undefined || contact === undefined) continue;
      holds(`the nickname of ${other}`, contact.nickname, note.nickname);
      holds(`the mark of ${other}`, contact.favourite, note.favourite);
      const named = people.find(({ id }) => id === other);
      if (named !== undefined)
        holds(`the name of ${other}`, contact.displayName, named.displayName);
    }
    const ids = missed.map(({ callId }) => callId);
    const { lost, returned } = person.missed.contradictions(ids, from);
    report.count('values compared', ids.length + lost.length);
    for (const id of lost) this.#lost(person, `the missed call ${id} is gone`);
    for (const id of returned) this.#lost(person, `the missed call ${id} was taken and is back`);
  }

  #lost(person: Person, what: string): void {
    this.#dependencies.report.deviation({
      rule: 'acknowledged write lost',
      what,
      who: [person.id],
    });
  }

  async #setPresence(person: Person, device: ScriptedDevice, random: Random): Promise<void> {
    const presence = random.pick(['online', 'online', 'away', 'dnd'] as const) ?? 'online';
    await this.#socket(person.presence, presence, device.ask('presence.set', { presence }));
  }

  async #annotate(person: Person, device: ScriptedDevice, random: Random): Promise<void> {
    const [id, note] = random.pick([...person.notes]) ?? [];
    if (id === undefined || note === undefined) return;
    if (random.chance(0.5)) {
      const favourite = random.chance(0.5);
      await this.#socket(
        note.favourite,
        favourite,
        device.ask('contact.update', { id, favourite }),
      );
    } else {
      const nickname = `nickname ${Math.floor(random.next() * 1e6)}`;
      await this.#socket(note.nickname, nickname, device.ask('contact.update', { id, nickname }));
    }
  }

  /** Over HTTP, where a lost answer is not asked for again. */
  async #rename(person: Person, device: ScriptedDevice, random: Random): Promise<void> {
    if (random.chance(0.5)) {
      const displayName = `${person.id} ${Math.floor(random.next() * 1e6)}`;
      await this.#http(person.displayName, displayName, device, { displayName });
    } else {
      const whoMayCall = random.chance(0.2) ? 'contacts' : 'everyone';
      await this.#http(person.whoMayCall, whoMayCall, device, { whoMayCall });
    }
  }

  /** Of two people who were not made contacts at the start: asks, accepts or removes. */
  async #changeBond(person: Person, device: ScriptedDevice, random: Random): Promise<void> {
    const { people, bonds } = this.#dependencies;
    const other = random.pick(people.filter(({ id }) => id !== person.id && !person.notes.has(id)));
    if (other === undefined || other.writing === 'something') return;
    const { id } = other;
    const bond = bonds.of(person.id, id);
    const [known, ...unsure] = bond.possible;
    if (known === undefined || unsure.length > 0) return;
    other.writing = 'something';
    try {
      if (known.state === 'none') {
        const asked = { state: 'asked', by: person.id } as const;
        await this.#socket(bond, asked, device.ask('contact.request', { id }));
      } else if (known.state === 'asked' && known.by === id) {
        await this.#socket(bond, { state: 'accepted' }, device.ask('contact.accept', { id }));
      } else if (known.state === 'accepted') {
        await this.#socket(bond, { state: 'none' }, device.ask('contact.remove', { id }));
      }
    } finally {
      other.writing = 'nothing';
    }
  }

  async #socket<T>(register: Register<T>, value: T, asked: Promise<Answer> | null): Promise<void> {
    if (asked === null) return;
    this.#settle(register.write(value), outcomeOf(await asked));
  }

  async #http<T>(
    register: Register<T>,
    value: T,
    { token }: ScriptedDevice,
    body: EndpointBody<'updateAccount'>,
  ): Promise<void> {
    const write = register.write(value);
    const { url } = this.#dependencies;
    const answer = await askAt(url, 'updateAccount', { token, body }).catch(() => null);
    this.#settle(write, outcomeOf(answer?.ack ?? null));
  }

  #settle(write: ReturnType<Register<unknown>['write']>, outcome: Outcome): void {
    if (outcome === 'acknowledged') {
      this.#dependencies.report.count('writes acknowledged');
      write.acknowledged();
      this.#dependencies.acknowledged();
    }
    if (outcome === 'refused') write.refused();
  }
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: string };

function outcomeOf(answer: Answer | null): Outcome {
  if (answer === null) return 'unknown';
  if (answer.ok) return 'acknowledged';
  return answer.code === 'timeout' || answer.code === 'unreachable' || answer.code === 'internal'
    ? 'unknown'
    : 'refused';
}

function relationOf(bond: Bond, viewer: Person): Relation | null {
  switch (bond.state) {
    case 'none':
      return null;
    case 'asked':
      return bond.by === viewer.id ? 'outgoing' : 'incoming';
    case 'accepted':
      return 'accepted';
  }
}
