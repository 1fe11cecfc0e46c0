import { Person } from '../../fixtures/person.ts';
import { expect, test } from '../../fixtures/test.ts';
import { webWith } from '../../hosts/web.ts';
import { type Speaker, Speakers } from '../../media/speakers.ts';

const obstacle = Speakers.obstacle();
test.skip(obstacle !== null, `no sound server: ${obstacle}`);

test('a call without pictures is heard from the speaker that is chosen', async ({
  friends: { sari, budi },
  folder,
  server,
}) => {
  const speakers = await Speakers.start(folder);
  try {
    await budi.close();
    const host = webWith({ soundServer: speakers.address });
    const listener = await Person.launch('budi', host, server.url, folder);
    const hears = (speaker: Speaker) =>
      expect.poll(() => speakers.share(speaker, sari.likeness.toneHz), {
        message: `what comes out of ${speaker}`,
      });

    await sari.home.sees(listener.name, 'Online');
    await sari.home.audioCall(listener.name);
    await listener.call.button('Accept audio only').click();
    await hears('Loudspeaker').toBeGreaterThan(0.8);

    await listener.call.press('Devices');
    await listener.page
      .getByRole('combobox', { name: 'Speaker' })
      .selectOption({ label: 'Headset' });
    await hears('Headset').toBeGreaterThan(0.8);
    await hears('Loudspeaker').toBe(0);
    await listener.page.keyboard.press('Escape');

    await listener.call.hangUp();
    await hears('Headset').toBe(0);
    await listener.close();
  } finally {
    await speakers.stop();
  }
});
