import { limit } from '../../tools/test/pace.ts';
import { expect, test } from '../fixtures/test.ts';
import { address, Peers } from '../media/peers.ts';

test('is connected while it rings, says nothing before accept, and renegotiates nothing after', async ({
  friends: { sari, budi },
}) => {
  const both = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);
  await sari.home.videoCall(budi.name);
  await budi.call.rings();
  for (const peers of both) {
    await peers.connectedFor(2_000);
    expect(await peers.packetsSent()).toBe(0);
    // Nothing of a person: what the two apps are, and what the path between them bears, in
    // whichever order the two measure it. Candidates that come late travel there too.
    await expect
      .poll(async () => new Set((await peers.said()).filter((kind) => kind !== 'signal')))
      .toEqual(new Set(['hello', 'tatap.path', 'capacity']));
    // The tap works: contacts do exchange addresses while it rings.
    expect(peers.toServer.join('\n')).toMatch(address);
  }
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  for (const peers of both) expect(await peers.packetsSent()).toBeGreaterThan(0);
  expect(await both[1].said()).toContain('accept');
  expect(await both[0].said()).toContain('agreed');

  // The path was measured, and bears packets that leave when they carry 10 ms of sound.
  for (const peers of both) {
    const begun = await peers.soundSent();
    await expect(async () => {
      const { ms, packets } = await peers.soundSent();
      expect(packets - begun.packets).toBeGreaterThan(100);
      expect((ms - begun.ms) / (packets - begun.packets)).toBeLessThan(15);
    }).toPass({ timeout: limit(20_000) });
  }

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
