import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Device, granted, type Json, patienceMs } from './device.ts';
import { DeviceKey } from './identity.ts';
import { Link, type LinkOptions } from './link.ts';

/** The name under which the suite calls. */
export const botName = 'Robo';

/** What the person at the client does or sees. */
export const steps = {
  acceptContact: `Accept the contact request of ${botName}.`,
  seeRinging: `See that ${botName} calls.`,
  accept: 'Accept the call with video.',
  seeRunning: 'See that the call runs.',
  mute: 'Mute the microphone.',
  seeHeld: `See that ${botName} put you on hold.`,
  hold: 'Put the call on hold.',
  seeHungUp: `See that ${botName} hung up.`,
  call: `Close the message about the last call, and call ${botName} with video.`,
  hangUp: 'Hang up.',
  seeIncompatible:
    'See that the call ended because the two programs do not fit together. Close the message.',
  seeForged: `See that the call was stopped because the caller may not have been ${botName}. Close the message.`,
} as const;

export type Step = keyof typeof steps;

/** The client under test. A spec presses its buttons, or a person does. */
export interface Client {
  /** Its account's ID. */
  readonly id: string;
  perform(step: Step): Promise<void>;
}

/** Something that docs/PROTOCOL.md says of every client. The bot is a contact of the client. */
export interface ClientCheck {
  readonly name: string;
  run(bot: Device, client: Client): Promise<void>;
}

/** Becomes a contact of the client. */
export async function befriend(bot: Device, client: Client): Promise<void> {
  const accepted = bot.next(
    'contact.changed',
    ({ contact }) => (contact as Json)['relation'] === 'accepted',
  );
  granted(await bot.request('contact.request', { id: client.id }));
  await client.perform('acceptContact');
  await accepted;
}

/** Calls the client, and waits until it rings there. */
async function invite(bot: Device, client: Client) {
  const callId = randomUUID();
  const of = (payload: Json) => payload['callId'] === callId;
  const rings = bot.next('call.ringing', of);
  const asked = { callId, to: client.id, media: 'video' };
  equal((await bot.request('call.invite', asked))['outcome'], 'calling');
  const device = String((await rings)['device']);
  return { callId, of, peer: { account: client.id, device } };
}

/** Runs a part of a check over a link, and leaves neither the link nor the call behind. */
async function over(options: LinkOptions, run: (link: Link) => Promise<void>): Promise<void> {
  const { self, callId } = options;
  const link = new Link(options);
  try {
    await run(link);
  } finally {
    // The server refuses them for a call that has ended. A failed check leaves one that has not.
    await self.request('call.cancel', { callId });
    await self.request('call.bye', { callId });
    await link.close();
  }
}

const packetsOf = (link: Link): number => link.packets.reduce((sum, count) => sum + count, 0);

/** Waits until no packet comes for a second. */
async function standsStill(link: Link): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const before = packetsOf(link);
    await delay(1_000);
    if (packetsOf(link) === before) return;
  }
  throw new Error('packets come although the call is on hold');
}

function flows(link: Link): Promise<void> {
  const before = packetsOf(link);
  return link.until(() => packetsOf(link) > before + 20, 'more packets');
}

async function answers(bot: Device, client: Client): Promise<void> {
  const { callId, of, peer } = await invite(bot, client);
  await over({ self: bot, callId, peer }, async (link) => {
    await client.perform('seeRinging');
    await link.offer();
    await link.isUp();
    equal((await link.hears('hello'))['version'], 1);
    deepEqual(link.packets, [0, 0, 0, 0], 'nothing is sent before the accept');

    const accepted = bot.next('call.accepted', of);
    await client.perform('accept');
    equal((await link.hears('accept'))['media'], 'video');
    link.say({ kind: 'agreed' });
    link.say({ kind: 'media', microphone: 'on', camera: 'off' });
    const { device, media } = await accepted;
    deepEqual([device, media], [peer.device, 'video']);
    await link.hears('media', (one) => one['microphone'] === 'on' && one['camera'] === 'on');
    await link.until(() => (link.packets[0] ?? 0) > 10 && (link.packets[1] ?? 0) > 10, 'media');
    await client.perform('seeRunning');

    // Newer kinds and broken messages end nothing.
    for (const one of ['{', '7', '{"kind":"media"}', '{"kind":"reaction","of":"joy"}'])
      link.say(one);
    await client.perform('mute');
    await link.hears('media', (one) => one['microphone'] === 'muted');
    link.say({ kind: 'hold', state: 'held' });
    await client.perform('seeHeld');
    await standsStill(link);
    link.say({ kind: 'hold', state: 'running' });
    await flows(link);
    await client.perform('hold');
    await link.hears('hold', (one) => one['state'] === 'held');
    await standsStill(link);

    const ended = bot.next('call.ended', of);
    link.say({ kind: 'bye', reason: 'hung-up' });
    await client.perform('seeHungUp');
    // Who hears a bye tells the server too.
    equal((await ended)['reason'], 'hung-up');
    deepEqual(link.proofs, [true]);
  });
}

async function calls(bot: Device, client: Client): Promise<void> {
  const incoming = bot.next('call.incoming');
  await client.perform('call');
  const { callId, fromDevice } = await incoming;
  const of = (payload: Json) => payload['callId'] === callId;
  await bot.request('call.ringing', { callId });
  const peer = { account: client.id, device: String(fromDevice) };
  await over({ self: bot, callId: String(callId), peer }, async (link) => {
    await link.isUp();
    link.say({ kind: 'accept', media: 'audio' });
    granted(await bot.request('call.accept', { callId, media: 'audio' }));
    await link.hears('agreed');
    link.say({ kind: 'media', microphone: 'muted', camera: 'off' });
    await link.until(() => (link.packets[0] ?? 0) > 10, 'sound');
    await client.perform('seeRunning');
    const ended = bot.next('call.ended', of);
    await client.perform('hangUp');
    equal((await link.hears('bye'))['reason'], 'hung-up');
    equal((await ended)['reason'], 'hung-up');
    // Its first offer went to whichever device would ring first.
    ok(link.proofs[0], 'the offer is signed by the device that called');
  });
}

async function refuses(bot: Device, client: Client): Promise<void> {
  for (const [options, reason, step] of [
    [{ sections: ['video', 'audio', 'video', 'audio'] }, 'incompatible', 'seeIncompatible'],
    [{ key: new DeviceKey() }, 'identity-mismatch', 'seeForged'],
  ] as const) {
    const { callId, of, peer } = await invite(bot, client);
    const ended = bot.next('call.ended', of);
    await over({ self: bot, callId, peer, ...options }, async (link) => {
      await link.offer();
      equal((await ended)['reason'], reason);
      await client.perform(step);
    });
  }
}

export const clientChecks: readonly ClientCheck[] = [
  { name: 'is called, answers, holds, and is told of the end', run: answers },
  { name: 'calls, and tells of the end', run: calls },
  {
    name: 'ends a call at once whose offer its device did not sign, or that does not fit',
    run: refuses,
  },
];
