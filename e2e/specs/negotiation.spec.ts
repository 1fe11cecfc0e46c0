import { expect, test } from '../fixtures/test.ts';
import { Peers } from '../media/peers.ts';

/** An address in a candidate or a session description; 0.0.0.0 says that there is none. */
const address = /candidate:\d|c=IN IP[46] (?!0\.0\.0\.0|::)|raddr (?!0\.0\.0\.0|::)/;

test('is connected while it rings, says nothing before accept, and renegotiates nothing after', async ({
  friends: { sari, budi },
}) => {
  const both = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);
  await sari.home.videoCall(budi.name);
  await budi.call.rings();
  for (const peers of both) {
    await peers.connectedFor(2_000);
    expect(await peers.packetsSent()).toBe(0);
    // Candidates that come late travel there too; nothing else may.
    expect((await peers.said()).filter((kind) => kind !== 'signal')).toEqual(['hello']);
    // The tap works: contacts do exchange addresses while it rings.
    expect(peers.toServer.join('\n')).toMatch(address);
  }
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  for (const peers of both) expect(await peers.packetsSent()).toBeGreaterThan(0);
  expect(await both[1].said()).toContain('accept');
  expect(await both[0].said()).toContain('agreed');

  const before = await both[0].descriptions();
  for (const control of [
    'Mute microphone',
    'Unmute microphone',
    'Turn camera off',
    'Turn camera on',
  ]) {
    await sari.call.press(control);
  }
  await budi.call.shows(sari.name, sari.likeness);
  await budi.call.hears(sari.name, sari.likeness);
  expect(await both[0].descriptions()).toBe(before);
});

test('a stranger learns no address before accept, in either direction', async ({ join }) => {
  const [sari, budi] = await Promise.all([join('sari'), join('budi')]);
  const both = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);
  await sari.home.dialId(budi.id);
  await budi.call.rings();
  // The caller has gathered its candidates by then, and keeps them.
  await expect.poll(() => both[0].descriptions()).toBeGreaterThan(0);
  for (const peers of both) {
    const said = peers.toServer.join('\n');
    expect(said).not.toMatch(address);
    expect(said).not.toContain('call.signal');
  }
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  for (const peers of both) expect(peers.toServer.join('\n')).toMatch(address);
});

test('the links to devices that did not answer are closed', async ({
  friends: { sari, budi },
  launch,
}, info) => {
  const second = await launch('budi', { device: 'budi-laptop' });
  await second.signIn();
  const [caller, loser] = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);
  await sari.home.videoCall(budi.name);
  await Promise.all([budi.call.rings(), second.call.rings()]);
  await loser.connectedFor(0);
  await expect.poll(() => caller.open()).toBe(2);

  const acceptedAt = Date.now();
  await second.call.accept();
  await expect.poll(() => caller.open()).toBe(1);
  await expect.poll(() => loser.open()).toBe(0);
  const closed = [...(await caller.closedAt()), ...(await loser.closedAt())];
  const description = `${Math.max(...closed) - acceptedAt} ms after the click`;
  info.annotations.push({ type: 'losers closed', description });
  await sari.call.shows(budi.name, budi.likeness);
});
