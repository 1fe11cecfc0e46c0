import { Person } from '../../fixtures/person.ts';
import { test as base, expect } from '../../fixtures/test.ts';
import { hostWith } from '../../hosts/host.ts';
import { type Speaker, Speakers } from '../../media/speakers.ts';

const obstacle = Speakers.obstacle();

/** Budi with a real sound server instead of fake devices, and what his speakers give. */
interface Listening {
  readonly listener: Person;
  readonly speakers: Speakers;
}

const test = base.extend<{ listening: Listening }>({
  listening: async ({ friends: { budi }, host, server, folder }, use) => {
    await budi.close();
    const speakers = await Speakers.start();
    const loud = hostWith(host, { browser: 'own', soundServer: speakers.address });
    const listener = await Person.launch('budi', loud, server.url, folder);
    await use({ listener, speakers });
    await listener.close();
    await speakers.stop();
  },
});

test.skip(obstacle !== null, `no sound server: ${obstacle}`);

test('a call without pictures is heard from the speaker that is chosen', async ({
  friends: { sari },
  listening: { listener, speakers },
}) => {
  const hears = (speaker: Speaker) =>
    expect.poll(() => speakers.share(speaker, sari.likeness.toneHz), {
      message: `what comes out of ${speaker}`,
    });

  await sari.home.sees(listener.name, 'Online');
  await sari.home.audioCall(listener.name);
  await listener.call.button('Accept audio only').click();
  await hears('Loudspeaker').toBeGreaterThan(0.8);

  await listener.call.press('Devices');
  await listener.page.getByRole('combobox', { name: 'Speaker' }).selectOption({ label: 'Headset' });
  await hears('Headset').toBeGreaterThan(0.8);
  await hears('Loudspeaker').toBe(0);
  await listener.page.keyboard.press('Escape');

  await listener.call.hangUp();
  await hears('Headset').toBe(0);
});
