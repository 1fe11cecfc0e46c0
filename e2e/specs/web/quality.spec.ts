import { expect, test } from '../../fixtures/test.ts';

test('statistics are live on both sides, and a report is copied at the end', async ({
  friends: { sari, budi },
}) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await Promise.all([sari.call.isRunning(), budi.call.isRunning()]);

  // One opens them by hand, the other by keyboard.
  await sari.call.press('Statistics');
  await budi.page.keyboard.press('ControlOrMeta+i');
  for (const person of [sari, budi]) {
    const { statistics } = person.call;
    await expect(statistics.value('Path')).toHaveText(/^Direct, UDP$/);
    await expect(statistics.value('Round trip')).toHaveText(/^\d+ ms$/);
    for (const direction of ['Sending', 'Receiving'] as const) {
      const camera = statistics.value('Camera', direction);
      // A machine that has no time for it sends a smaller picture.
      await expect(camera).toHaveText(/^(320 × 180|160 × 90) · [1-3]\d fps · \d+ kb\/s · \w+$/);
      await expect(statistics.value('Sound', direction)).toHaveText(/^[1-9]\d* kb\/s · opus$/);
      await expect(statistics.value('Packets lost', direction)).toHaveText('0%');
    }
  }
  await budi.page.keyboard.press('Escape');
  await expect(budi.call.statistics.panel).toBeHidden();

  await sari.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await budi.call.hangUp();
  await sari.call.button('Copy call report').click();
  await expect(sari.call.button('Copied')).toBeVisible();
  const report: unknown = JSON.parse(
    await sari.page.evaluate(() => navigator.clipboard.readText()),
  );
  expect(report).toMatchObject({
    levels: { good: expect.any(Number) },
    paths: [{ kind: 'direct', protocol: 'udp' }],
    receiving: {
      camera: { size: expect.stringMatching(/^(320x180|160x90)$/) },
      sound: { codec: 'opus' },
    },
  });
  expect(JSON.stringify(report)).not.toMatch(/127\.0\.0\.1|\.local|sari|budi/i);
});
