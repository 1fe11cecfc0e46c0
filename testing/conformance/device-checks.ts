import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Device, granted, type Json, refused } from './device.ts';
import { type Check, type People, ringing } from './people.ts';

/** Runs something with a second device of the account, which is signed out at the end. */
async function withSecond(first: Device, run: (second: Device) => Promise<void>): Promise<void> {
  const second = new Device(first.url, first.account);
  granted(await second.signIn());
  try {
    equal(await second.connect(), null);
    await run(second);
  } finally {
    await second.ask('DELETE', '/api/sessions/current');
    second.close();
  }
}

/** An invite that rings on two devices of the callee. */
async function onTwoDevices(
  { caller, callee }: People,
  run: (call: { second: Device; callId: string; of: (payload: Json) => boolean }) => Promise<void>,
): Promise<void> {
  await withSecond(callee, async (second) => {
    const callId = randomUUID();
    const of = (payload: Json) => payload['callId'] === callId;
    const incoming = [callee.next('call.incoming', of), second.next('call.incoming', of)];
    granted(await caller.request('call.invite', { callId, to: callee.account, media: 'audio' }));
    await Promise.all(incoming);
    for (const device of [callee, second]) {
      const rings = caller.next('call.ringing', (it) => of(it) && it['device'] === device.device);
      granted(await device.request('call.ringing', { callId }));
      equal((await rings)['asked'], 2);
    }
    await run({ second, callId, of });
  });
}

/** A call that was accepted. */
async function talking(people: People) {
  const { callId, of } = await ringing(people);
  const accepted = people.caller.next('call.accepted', of);
  granted(await people.callee.request('call.accept', { callId, media: 'audio' }));
  await accepted;
  return { callId, of };
}

/** `call.attach` of a device, with the proof of `signer`, which is the device itself. */
function attach(
  self: Device,
  { callId, peer, side }: { callId: string; peer: Device; side: 'caller' | 'callee' },
  signer = self,
) {
  const proof = signer.key.proveAttach({ callId, from: self.address, to: peer.address }, side);
  const claim = { callId, peer: peer.address, side, media: 'audio', proof };
  return { proof, answer: self.request('call.attach', claim) };
}

/** Section 8: several devices of the callee. */
const forks: readonly Check[] = [
  {
    name: 'an invite rings every device of the callee, and the first accept wins',
    async run(people) {
      const { caller, callee } = people;
      await onTwoDevices(people, async ({ second, callId, of }) => {
        const [accepted, ended] = [caller.next('call.accepted', of), callee.next('call.ended', of)];
        granted(await second.request('call.accept', { callId, media: 'audio' }));
        equal((await accepted)['device'], second.device);
        deepEqual(await ended, { callId, reason: 'answered-elsewhere' });
        const late = { callId, media: 'audio' };
        refused(await callee.request('call.accept', late), 'answered-elsewhere');
        const over = second.next('call.ended', of);
        granted(await caller.request('call.bye', { callId }));
        equal((await over)['reason'], 'hung-up');
      });
    },
  },
  {
    name: 'a decline is for all devices of the account',
    async run(people) {
      const { caller, callee } = people;
      await onTwoDevices(people, async ({ second, callId, of }) => {
        const [declined, ended] = [caller.next('call.ended', of), second.next('call.ended', of)];
        granted(await callee.request('call.decline', { callId }));
        deepEqual(await declined, { callId, reason: 'declined' });
        deepEqual(await ended, { callId, reason: 'answered-elsewhere' });
      });
    },
  },
  {
    name: 'a call is busy once every device that rings is, and is missed then',
    async run(people) {
      const { caller, callee } = people;
      await onTwoDevices(people, async ({ second, callId, of }) => {
        granted(await callee.request('call.busy', { callId }));
        granted(await caller.request('ice.refresh', {}));
        const early = caller.heard.filter((it) => it.name === 'call.ended' && of(it.payload));
        deepEqual(early, []);
        const [ended, missed] = [caller.next('call.ended', of), callee.next('missed.added', of)];
        granted(await second.request('call.busy', { callId }));
        equal((await ended)['reason'], 'busy');
        equal(((await missed)['from'] as Json)['id'], caller.account);
        granted(await callee.request('missed.taken', { callIds: [callId] }));
      });
    },
  },
];

/** Section 8: two people who call each other. */
const glare: readonly Check[] = [
  {
    name: 'two invites that cross become one call, by whichever ID it is ended',
    async run({ caller, callee }) {
      const invite = (from: Device, to: Device) => {
        const callId = randomUUID();
        const asked = from.request('call.invite', { callId, to: to.account, media: 'audio' });
        return asked.then((answer) => ({ callId, from, answer }));
      };
      const from = [caller.heard.length, callee.heard.length];
      const both = await Promise.all([invite(caller, callee), invite(callee, caller)]);
      const first = both.find(({ answer }) => answer['outcome'] === 'calling');
      const second = both.find(({ answer }) => answer['outcome'] === 'accepted');
      ok(first !== undefined && second !== undefined, JSON.stringify(both.map((it) => it.answer)));
      const { callId } = first;
      const of = (payload: Json) => payload['callId'] === callId;
      equal(second.answer['callId'], callId);
      equal(second.answer['peer'], first.from.device);
      const since = from[first.from === caller ? 0 : 1];
      const accepted = await first.from.next('call.accepted', of, since);
      equal(accepted['device'], second.from.device);
      const [ended, own] = [first.from.next('call.ended', of), second.from.next('call.ended', of)];
      granted(await second.from.request('call.bye', { callId: second.callId }));
      equal((await ended)['reason'], 'hung-up');
      equal((await own)['reason'], 'hung-up');
    },
  },
];

/** Sections 4, 7 and 8: connections that are replaced, lost or ended while a call goes on. */
const connections: readonly Check[] = [
  {
    name: 'a second socket of a device takes the place of the first, and its calls stay',
    async run(people) {
      const { caller, callee } = people;
      const { callId, of } = await talking(people);
      const [told, closed] = [callee.next('session.ended'), callee.closedByServer()];
      const twin = callee.twin();
      try {
        equal(await twin.connect(), null);
        equal((await told)['reason'], 'replaced');
        await closed;
        const { calls } = await twin.next('registered', () => true, 0);
        const [call] = (calls as readonly Json[]).filter(of);
        deepEqual([call?.['state'], call?.['peer']], ['accepted', caller.address]);
        const ended = caller.next('call.ended', of);
        granted(await twin.request('call.bye', { callId }));
        equal((await ended)['reason'], 'hung-up');
      } finally {
        twin.close();
        equal(await callee.connect(), null);
      }
    },
  },
  {
    name: 'a device that comes back after a loss hears what it missed, and then `registered`',
    async run(people) {
      const { caller, callee } = people;
      const { callId, of } = await talking(people);
      const from = callee.heard.length;
      await callee.lose();
      const signal = { kind: 'restart', seq: 0 };
      granted(await caller.request('call.signal', { callId, toDevice: callee.device, signal }));
      granted(await caller.request('call.bye', { callId }));
      ok(await callee.recover(), 'the connection was not recovered');
      const heard = callee.heard.slice(from);
      const events = heard.filter(({ name, payload }) => name === 'registered' || of(payload));
      deepEqual(
        events.map(({ name }) => name),
        ['call.signal', 'call.ended', 'registered'],
      );
    },
  },
  {
    name: 'a call whose device was gone runs again when both devices attach it',
    async run(people) {
      const { caller, callee } = people;
      const { callId, of } = await talking(people);
      const gone = caller.next('call.ended', of);
      callee.close();
      equal((await gone)['reason'], 'gone');
      equal(await callee.connect(), null);
      const mine = { callId, peer: caller, side: 'callee' } as const;
      refused(await attach(callee, mine, caller).answer, 'forbidden');

      const attaching = caller.next('call.attaching', of);
      const { proof, answer } = attach(callee, mine);
      equal((await answer)['outcome'], 'waiting');
      deepEqual(await attaching, { callId, from: callee.address, side: 'callee', proof });
      const signal = { kind: 'restart', seq: 0 };
      const passes = () =>
        caller.request('call.signal', { callId, toDevice: callee.device, signal });
      equal((await passes())['ok'], false);
      const attached = callee.next('call.attached', of);
      const theirs = attach(caller, { callId, peer: callee, side: 'caller' });
      equal((await theirs.answer)['outcome'], 'running');
      await attached;
      granted(await passes());

      const ended = callee.next('call.ended', of);
      granted(await caller.request('call.bye', { callId }));
      equal((await ended)['reason'], 'hung-up');
      refused(await attach(callee, mine).answer, 'call-over');
    },
  },
];

/** What docs/PROTOCOL.md says of several devices, and of devices that come and go. */
export const deviceChecks: readonly Check[] = [...forks, ...glare, ...connections];
