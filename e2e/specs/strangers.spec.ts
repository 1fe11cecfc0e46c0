import { limit } from '../../tools/test/pace.ts';
import { expect, test } from '../fixtures/test.ts';
import { address, Peers } from '../media/peers.ts';

test('a stranger is called by ID, and neither learns an address before accept', async ({
  enter,
}) => {
  const [sari, tono] = await Promise.all([enter('sari'), enter('tono')]);
  const both = await Promise.all([Peers.watch(sari.page), Peers.watch(tono.page)]);
  await sari.home.dialId(tono.id);
  await tono.call.rings();
  await tono.call.says('Not in your contacts');
  // The caller has gathered its candidates by then, and keeps them.
  await expect
    .poll(() => both[0].descriptions(), 'session descriptions of the caller')
    .toBeGreaterThan(0);
  for (const peers of both) {
    const said = peers.toServer.join('\n');
    expect(said).not.toMatch(address);
    expect(said).not.toContain('call.signal');
  }
  await tono.call.accept();

  await tono.call.shows(sari.name, sari.likeness);
  for (const peers of both) expect(peers.toServer.join('\n')).toMatch(address);
  await sari.call.hearsAnybody(tono.likeness);
  await tono.call.hangUp();
  // The answer has told Sari the display name of Tono.
  await sari.call.endsWith(`${tono.name} hung up`);
  await expect(sari.call.button('Add contact').last()).toBeVisible();
});

test('sound alone, one picture, and two who call each other at the same moment', async ({
  friends: { sari, budi },
}) => {
  await sari.home.audioCall(budi.name);
  await budi.call.rings();
  await budi.call.says('Incoming audio call');
  await budi.call.button('Accept audio only').click();

  await sari.call.hears(budi.name, budi.likeness);
  await budi.call.hears(sari.name, sari.likeness);
  await sari.call.says(`${budi.name}’s camera is off`);
  await expect(sari.call.button('Turn camera on')).toBeVisible();

  await sari.call.press('Turn camera on');
  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.hangUp();
  await sari.home.isHome();

  await sari.home.videoCall(budi.name);
  await budi.call.button('Accept audio only').click();
  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.hears(budi.name, budi.likeness);
  await sari.call.says(`${budi.name}’s camera is off`);
  await sari.call.hangUp();
  await budi.call.endsWith(`${sari.name} hung up`);
  for (const { call } of [sari, budi]) await call.closeEnding();

  await Promise.all([sari.home.openContact(budi.name), budi.home.openContact(sari.name)]);
  // By the clock that both pages share, so that the invites cross within milliseconds.
  const at = Date.now() + 1_000;
  await Promise.all(
    [sari, budi].map((person) =>
      person.home.button('Video call').evaluate(
        (button, time) =>
          new Promise<void>((resolve) => {
            setTimeout(() => {
              (button as HTMLElement).click();
              resolve();
            }, time - Date.now());
          }),
        at,
      ),
    ),
  );
  // Where one invite was there before the other press, it rings, and is answered.
  await expect(async () => {
    for (const person of [sari, budi]) {
      const answer = person.call.button('Accept with video');
      if (await answer.isVisible()) await answer.click();
    }
    await expect(sari.call.button('Hang up')).toBeVisible({ timeout: limit(500) });
    await expect(budi.call.button('Hang up')).toBeVisible({ timeout: limit(500) });
  }).toPass({ timeout: limit(20_000) });
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
});
