import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Device, granted, type Json, refused } from './device.ts';
import { deviceChecks } from './device-checks.ts';
import { Link } from './link.ts';
import { type Check, ringing } from './people.ts';

/** Section 3 and 4: who is let in. */
const doors: readonly Check[] = [
  {
    name: 'the server says what it is and which versions it speaks',
    async run({ caller }) {
      const answer = await caller.ask('GET', '/api/server');
      granted(answer);
      equal(answer['product'], 'tatap');
      ok((answer['protocolVersions'] as readonly number[]).includes(1));
    },
  },
  {
    name: 'an unknown ID is refused as a wrong password is',
    async run({ caller }) {
      const device = { id: caller.device, name: 'x', platform: 'linux' };
      const id = `nobody-${caller.device.slice(0, 8)}`;
      const body = { id, password: 'wrong horse', device };
      refused(await caller.ask('POST', '/api/sessions', body), 'wrong-credentials');
    },
  },
  {
    name: 'a recovery code sets a new password once and is replaced by a new code',
    async run({ caller }) {
      const other = new Device(caller.url, `${caller.account}-r`);
      const { recoveryCode } = await other.createAccount('Conformance r');
      const device = { id: randomUUID(), name: 'x', platform: 'linux' };
      const body = { id: other.account, recoveryCode, password: 'another horse', device };
      const recover = (more: object = {}) =>
        caller.ask('POST', '/api/recoveries', { ...body, ...more }, '');
      refused(await recover({ recoveryCode: 'ABCD' }), 'malformed');
      const unknown = { id: `nobody-${caller.device.slice(0, 8)}` };
      refused(await recover(unknown), 'wrong-recovery-code');
      const recovered = await recover();
      granted(recovered);
      const token = String(recovered['token']);
      const next = recovered['recoveryCode'];
      ok(typeof next === 'string' && next !== recoveryCode);
      refused(await other.ask('GET', '/api/account/recovery-code'), 'unauthenticated');
      const another = { device: { ...device, id: randomUUID() } };
      refused(await recover(another), 'wrong-recovery-code');
      const password = { password: 'another horse' };
      granted(await other.ask('DELETE', '/api/account', password, token));
    },
  },
  {
    name: 'a changed password ends the recovery code and comes with the next one',
    async run({ caller }) {
      const other = new Device(caller.url, `${caller.account}-p`);
      const { recoveryCode } = await other.createAccount('Conformance p');
      const change = { current: 'correct horse', next: 'another horse' };
      const changed = await other.ask('PUT', '/api/account/password', change);
      granted(changed);
      const device = { id: randomUUID(), name: 'x', platform: 'linux' };
      const body = { id: other.account, password: 'third horse', device };
      const recover = (code: unknown) =>
        caller.ask('POST', '/api/recoveries', { ...body, recoveryCode: code }, '');
      refused(await recover(recoveryCode), 'wrong-recovery-code');
      const recovered = await recover(changed['recoveryCode']);
      granted(recovered);
      const token = String(recovered['token']);
      const { password } = body;
      granted(await other.ask('DELETE', '/api/account', { password }, token));
    },
  },
  {
    name: 'a version that is not spoken is named before anything else is read',
    async run({ caller }) {
      const other = new Device(caller.url, caller.account);
      const answer = await other.connect({ protocolVersion: 999, token: 3, deviceId: [] });
      refused(answer ?? {}, 'unsupported-version');
      ok(Array.isArray(answer?.['versions']));
      refused((await other.connect({ protocolVersion: 'one' })) ?? {}, 'malformed');
    },
  },
  {
    name: 'a token is 20 to 200 characters, and one of nobody is not let in',
    async run({ caller }) {
      const other = new Device(caller.url, caller.account);
      for (const length of [19, 201]) {
        refused((await other.connect({ token: 'x'.repeat(length) })) ?? {}, 'malformed');
      }
      refused((await other.connect({ token: 'x'.repeat(40) })) ?? {}, 'unauthenticated');
    },
  },
];

/** Section 5: the form of requests. */
const form: readonly Check[] = [
  {
    name: 'what is no request, or none in form, is malformed',
    async run({ caller }) {
      refused(await caller.request('call.teleport', {}), 'malformed');
      refused(await caller.request('presence.set', { presence: 'invisible' }), 'malformed');
      refused(await caller.request('presence.set', {}, {}), 'malformed');
      refused(await caller.request('presence.set', 'away'), 'malformed');
    },
  },
  {
    name: 'an array or bytes are no object, also where no field is asked for',
    async run({ caller }) {
      for (const payload of [[], Buffer.from('{}'), null, 7]) {
        refused(await caller.request('ice.refresh', payload), 'malformed');
      }
      granted(await caller.request('ice.refresh', {}));
    },
  },
  {
    name: 'unknown fields are dropped, and a sender that names itself is not believed',
    async run(people) {
      const { caller, callee } = people;
      const { callId, of } = await ringing(people);
      const heard = callee.next('call.signal', of);
      const signal = { kind: 'restart', seq: 0, later: true };
      const from = { account: 'somebody', device: randomUUID() };
      granted(
        await caller.request('call.signal', { callId, toDevice: callee.device, signal, from }),
      );
      const { from: stamped, signal: passed } = await heard;
      deepEqual(stamped, caller.address);
      deepEqual(passed, { kind: 'restart', seq: 0 });
      await caller.request('call.cancel', { callId });
    },
  },
];

/** Sections 8 to 11: calls. */
const calls: readonly Check[] = [
  {
    name: 'a contact’s call rings, is accepted, and ended by a bye with its reason',
    async run(people) {
      const { caller, callee } = people;
      const { callId, of, invited, incoming, ringing: rings } = await ringing(people);
      equal(invited['outcome'], 'calling');
      equal((incoming['from'] as Json)['isContact'], true);
      equal(incoming['fromDevice'], caller.device);
      deepEqual([rings['device'], rings['asked']], [callee.device, 1]);
      const accepted = caller.next('call.accepted', of);
      granted(await callee.request('call.accept', { callId, media: 'audio' }));
      // The server may omit the name.
      const { displayName = 'Conformance b', ...told } = await accepted;
      equal(displayName, 'Conformance b');
      deepEqual(told, { callId, device: callee.device, media: 'audio' });
      for (const reason of ['incompatible'] as const) {
        const ended = callee.next('call.ended', of);
        granted(await caller.request('call.bye', { callId, reason }));
        equal((await ended)['reason'], reason);
      }
      refused(await callee.request('call.accept', { callId, media: 'audio' }), 'call-over');
    },
  },
  {
    name: 'a decline is told to a contact with its reason, or with its text',
    async run(people) {
      const { caller, callee } = people;
      for (const [said, told] of [
        [{}, { reason: 'declined' }],
        [{ text: 'Later' }, { reason: 'declined', text: 'Later' }],
        [{ reason: 'identity-mismatch' }, { reason: 'identity-mismatch' }],
        [{ reason: 'incompatible' }, { reason: 'incompatible' }],
      ] as const) {
        const { callId, of } = await ringing(people);
        const ended = caller.next('call.ended', of);
        granted(await callee.request('call.decline', { callId, ...said }));
        deepEqual(await ended, { callId, ...told });
      }
    },
  },
  {
    name: 'a cancel ends the ringing, and the missed call is kept until it is taken',
    async run(people) {
      const { caller, callee } = people;
      const { callId, of } = await ringing(people);
      const [ended, missed] = [callee.next('call.ended', of), callee.next('missed.added', of)];
      granted(await caller.request('call.cancel', { callId }));
      equal((await ended)['reason'], 'cancelled');
      equal(((await missed)['from'] as Json)['id'], caller.account);
      granted(await callee.request('missed.taken', { callIds: [callId] }));
    },
  },
  {
    name: 'an invite may be said again, and its ID is not another’s to use',
    async run(people) {
      const { caller, callee, stranger } = people;
      const { callId } = await ringing(people);
      const again = { callId, to: callee.account, media: 'video' };
      granted(await caller.request('call.invite', again));
      equal(
        callee.heard.filter(
          ({ payload }) => payload['invitedAt'] !== undefined && payload['callId'] === callId,
        ).length,
        1,
      );
      refused(await stranger.request('call.invite', again), 'not-in-call');
      await caller.request('call.cancel', { callId });
    },
  },
  {
    name: 'a stranger learns nothing before somebody accepts',
    async run({ stranger, callee }) {
      const callId = randomUUID();
      const of = (payload: Json) => payload['callId'] === callId;
      const incoming = callee.next('call.incoming', of);
      const invite = { callId, to: callee.account, media: 'audio' };
      const answer = await stranger.request('call.invite', invite);
      equal(answer['outcome'], 'calling');
      equal(((await incoming)['from'] as Json)['isContact'], false);
      granted(await callee.request('call.ringing', { callId }));
      const signal = { kind: 'restart', seq: 0 };
      for (const toDevice of [null, callee.device]) {
        refused(await stranger.request('call.signal', { callId, toDevice, signal }), 'not-in-call');
      }
      granted(await callee.request('call.decline', { callId }));
      // What is answered after the decline comes after what the decline might have said.
      granted(await stranger.request('ice.refresh', {}));
      const heard = stranger.heard.filter(({ payload }) => of(payload));
      deepEqual(heard, []);
      await stranger.request('call.cancel', { callId });
    },
  },
  {
    name: 'nobody calls or adds themselves, or somebody who does not exist',
    async run({ caller }) {
      const invite = (to: string) => ({ callId: randomUUID(), to, media: 'audio' });
      refused(await caller.request('call.invite', invite(caller.account)), 'own-account');
      refused(await caller.request('call.invite', invite('nobody-at-all-here')), 'unknown-account');
      refused(await caller.request('contact.request', { id: caller.account }), 'own-account');
    },
  },
  {
    name: 'descriptions reach the other device as they were signed, and a link comes up',
    async run(people) {
      const { caller, callee } = people;
      const { callId } = await ringing(people);
      const here = new Link({ self: caller, callId, peer: callee.address });
      const there = new Link({ self: callee, callId, peer: caller.address });
      try {
        await here.offer();
        await Promise.all([here.isUp(), there.isUp()]);
        await Promise.all([here.hears('hello'), there.hears('hello')]);
        deepEqual([here.proofs, there.proofs], [[true], [true]]);
      } finally {
        await Promise.all([here.close(), there.close()]);
        await caller.request('call.cancel', { callId });
      }
    },
  },
];

/** Section 10. */
const people: readonly Check[] = [
  {
    name: 'a nickname is one’s own, and may be empty',
    async run({ caller, callee }) {
      for (const nickname of ['Buddy', '']) {
        const answer = await caller.request('contact.update', { id: callee.account, nickname });
        equal((answer['contact'] as Json)['nickname'], nickname);
      }
    },
  },
  {
    name: 'who has not accepted is offline',
    async run({ caller, stranger }) {
      const answer = await caller.request('contact.request', { id: stranger.account });
      const { relation, presence } = answer['contact'] as Json;
      deepEqual([relation, presence], ['outgoing', 'offline']);
      granted(await caller.request('contact.remove', { id: stranger.account }));
    },
  },
  {
    name: 'presence is told to contacts',
    async run({ caller, callee }) {
      const told = caller.next('presence.changed', ({ id }) => id === callee.account);
      granted(await callee.request('presence.set', { presence: 'away' }));
      equal((await told)['presence'], 'away');
      granted(await callee.request('presence.set', { presence: 'online' }));
    },
  },
];

export const serverChecks: readonly Check[] = [
  ...doors,
  ...form,
  ...people,
  ...calls,
  ...deviceChecks,
];
