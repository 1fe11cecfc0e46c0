import { randomBytes, randomUUID } from 'node:crypto';
import { Device, type Json } from '../../../testing/conformance/device.ts';
import { DeviceKey } from '../../../testing/conformance/identity.ts';
import { Link } from '../../../testing/conformance/link.ts';
import type { Person } from '../../fixtures/person.ts';
import { test as base, expect } from '../../fixtures/test.ts';

/** A client that was written from docs/PROTOCOL.md alone, as a contact of Sari. */
const test = base.extend<{ sari: Person; bot: Device }>({
  sari: async ({ join }, use) => use(await join('sari')),
  bot: async ({ server, sari }, use) => {
    const bot = new Device(server.url, `bot-${randomBytes(4).toString('hex')}`);
    expect(await bot.createAccount('Robo')).toMatchObject({ ok: true });
    expect(await bot.connect()).toBeNull();
    const accepted = bot.next(
      'contact.changed',
      ({ contact }) => relationOf(contact) === 'accepted',
    );
    await bot.request('contact.request', { id: sari.id });
    await sari.home.acceptContact('Robo');
    await accepted;
    await use(bot);
    bot.close();
  },
});

const relationOf = (contact: unknown): unknown => (contact as Json)['relation'];

/** Calls Sari, and waits until it rings there. */
async function invite(bot: Device, sari: Person) {
  const callId = randomUUID();
  const of = (payload: Json) => payload['callId'] === callId;
  const rings = bot.next('call.ringing', of);
  expect(await bot.request('call.invite', { callId, to: sari.id, media: 'video' })).toMatchObject({
    outcome: 'calling',
  });
  const device = String((await rings)['device']);
  return { callId, of, peer: { account: sari.id, device } };
}

const packetsOf = (link: Link): number => link.packets.reduce((sum, count) => sum + count, 0);

/** Not one more packet in a second. */
async function standsStill(link: Link): Promise<void> {
  let latest = -1;
  const more = () => {
    const since = packetsOf(link) - latest;
    latest += since;
    return since;
  };
  await expect.poll(more, { message: 'packets sent in a second', intervals: [1_000] }).toBe(0);
}

function flows(link: Link): Promise<void> {
  const before = packetsOf(link);
  return link.until(() => packetsOf(link) > before + 20, 'more packets');
}

test('a client written from the document calls, is answered, holds and hangs up', async ({
  sari,
  bot,
}) => {
  const { callId, of, peer } = await invite(bot, sari);
  const link = new Link({ self: bot, callId, peer });
  await sari.call.rings();
  await link.offer();
  await link.isUp();
  expect(await link.hears('hello')).toMatchObject({ version: 1 });
  expect(link.packets).toEqual([0, 0, 0, 0]);

  const accepted = bot.next('call.accepted', of);
  await sari.call.accept();
  expect(await link.hears('accept')).toMatchObject({ media: 'video' });
  link.say({ kind: 'agreed' });
  link.say({ kind: 'media', microphone: 'on', camera: 'off' });
  expect(await accepted).toMatchObject({ device: peer.device, media: 'video' });
  await link.hears('media', (one) => one['microphone'] === 'on' && one['camera'] === 'on');
  await link.until(() => (link.packets[0] ?? 0) > 10 && (link.packets[1] ?? 0) > 10, 'media');
  await sari.call.isRunning();

  // Newer kinds and broken messages end nothing.
  for (const one of ['{', '7', '{"kind":"media"}', '{"kind":"reaction","of":"joy"}']) link.say(one);
  await sari.call.press('Mute microphone');
  await link.hears('media', (one) => one['microphone'] === 'muted');
  link.say({ kind: 'hold', state: 'held' });
  await sari.call.says('Robo put you on hold');
  await standsStill(link);
  link.say({ kind: 'hold', state: 'running' });
  await flows(link);
  await sari.call.press('Hold');
  await link.hears('hold', (one) => one['state'] === 'held');
  await standsStill(link);

  const ended = bot.next('call.ended', of);
  link.say({ kind: 'bye', reason: 'hung-up' });
  await sari.call.endsWith('Robo hung up');
  // Who hears a bye tells the server too.
  expect(await ended).toMatchObject({ reason: 'hung-up' });
  expect(link.proofs).toEqual([true]);
  await link.close();
});

test('a client written from the document is called, and told of the end', async ({ sari, bot }) => {
  const incoming = bot.next('call.incoming');
  await sari.home.videoCall('Robo');
  const { callId, fromDevice } = await incoming;
  const of = (payload: Json) => payload['callId'] === callId;
  await bot.request('call.ringing', { callId });
  const peer = { account: sari.id, device: String(fromDevice) };
  const link = new Link({ self: bot, callId: String(callId), peer });
  await link.isUp();
  link.say({ kind: 'accept', media: 'audio' });
  expect(await bot.request('call.accept', { callId, media: 'audio' })).toMatchObject({ ok: true });
  await link.hears('agreed');
  link.say({ kind: 'media', microphone: 'muted', camera: 'off' });
  await link.until(() => (link.packets[0] ?? 0) > 10, 'sound');
  await sari.call.isRunning();
  const ended = bot.next('call.ended', of);
  await sari.call.hangUp();
  expect(await link.hears('bye')).toMatchObject({ reason: 'hung-up' });
  expect(await ended).toMatchObject({ reason: 'hung-up' });
  // Its first offer went to whichever device would ring first.
  expect(link.proofs[0]).toBe(true);
  await link.close();
});

test('an offer that is not signed by its device, or does not fit, ends the call at once', async ({
  sari,
  bot,
}) => {
  for (const [options, reason, words] of [
    [{ sections: ['video', 'audio', 'video', 'audio'] }, 'incompatible', /do not fit together/],
    [{ key: new DeviceKey() }, 'identity-mismatch', /^Stopped: this may not have been/],
  ] as const) {
    const { callId, of, peer } = await invite(bot, sari);
    const ended = bot.next('call.ended', of);
    const link = new Link({ self: bot, callId, peer, ...options });
    await link.offer();
    expect(await ended).toMatchObject({ reason });
    await sari.call.endsWith(words);
    await sari.call.press('Close');
    await link.close();
  }
});
