import { mkdir } from 'node:fs/promises';
import type { Page, Route } from '@playwright/test';
import { Coturn } from '../../fixtures/coturn.ts';
import { Person } from '../../fixtures/person.ts';
import { TestServer } from '../../fixtures/server.ts';
import { expect, test } from '../../fixtures/test.ts';
import { hostWith } from '../../hosts/host.ts';
import { deadDevices } from '../../media/dead.ts';
import { makeCertificate } from '../../network/certificate.ts';
import { SetupCheck } from '../../pages/setup-check.ts';

const secret = 'the secret of both';

async function certificateIn(folder: string) {
  await mkdir(folder, { recursive: true });
  return makeCertificate(folder);
}

/** Changes what the server says of itself, for one check. */
async function claim(page: Page, change: object): Promise<void> {
  const answer = async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...(await response.json()), ...change } });
  };
  await page.route('**/api/server', answer, { times: 1 });
}

/** Opening a device of this kind fails from now on, as the browser would fail it. */
async function failDevice(page: Page, kind: 'video' | 'audio', name: string): Promise<void> {
  await page.evaluate(
    ([kind, name]) => {
      const devices = navigator.mediaDevices;
      const open = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (wanted) => {
        if (wanted?.[kind]) throw new DOMException('', name);
        return open(wanted);
      };
    },
    [kind, name] as const,
  );
}

/** As a person does with the icon beside the address; fake devices open nevertheless. */
async function refuseCamera(page: Page, origin: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const refusal = { permission: { name: 'camera' }, setting: 'denied', origin } as const;
  await browser.send('Browser.setPermission', refusal);
  await failDevice(page, 'video', 'NotAllowedError');
}

/** Calls connect from now on, and nothing is sent in them until the end of this. */
async function holdBackMedia(page: Page): Promise<() => Promise<void>> {
  const real = await page.evaluateHandle(() => {
    const { addTrack: before } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.addTrack = function addTrack(track) {
      const sendEncodings = [{ active: false }];
      return this.addTransceiver(track, { sendEncodings }).sender;
    };
    return before;
  });
  return () =>
    real.evaluate((before) => {
      RTCPeerConnection.prototype.addTrack = before;
    });
}

/** Keeps what devices give from now on; answers how many of their tracks still run. */
async function keepTracks(page: Page): Promise<() => Promise<number>> {
  const tracks = await page.evaluateHandle(() => {
    const kept: MediaStreamTrack[] = [];
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      kept.push(...stream.getTracks());
      return stream;
    };
    return kept;
  });
  return () =>
    tracks.evaluate((kept) => kept.filter(({ readyState }) => readyState === 'live').length);
}

test('the check names what is wrong with server and relays', async ({
  host,
  household,
  folder,
}, info) => {
  const obstacle = Coturn.obstacle();
  test.skip(obstacle !== null, `no relay for the check: ${obstacle}`);
  const [trusted, strange] = await Promise.all([
    certificateIn(info.outputPath('trusted')),
    certificateIn(info.outputPath('strange')),
  ]);
  const coturn = await Coturn.create(info.outputPath());
  await coturn.start({ secret, certificate: trusted });
  await household.copyTo(folder);
  const server = TestServer.at(folder, household.port, coturn.environment(secret));
  await server.start();
  const trusting = hostWith(host, {
    browser: 'own',
    flags: [`--ignore-certificate-errors-spki-list=${trusted.spkiHash}`],
  });
  const sari = await Person.launch('sari', trusting, server.url, folder);
  try {
    await sari.home.isHome();
    await sari.settings.open('Network');
    const check = new SetupCheck(sari.page);

    const well = await check.run();
    expect(Object.entries(well).filter(([, found]) => !found.startsWith('good '))).toEqual([]);
    expect(Object.keys(well)).toHaveLength(10);
    const report = await check.report();
    expect(Number(/^took ([\d.]+) s$/m.exec(report)?.[1])).toBeLessThan(10);
    // Neither where anything is, nor who.
    expect(report).not.toMatch(/127\.0\.0\.1|sari|fake_device|:\d{4,}(?!\.)/i);
    await check.says(/^Everything works\./);

    // The relay has another secret, and takes no TCP; the server speaks a newer protocol.
    await coturn.start({ secret: 'of another', certificate: trusted, without: ['tcp'] });
    await claim(sari.page, { protocolVersions: [2] });
    expect(await check.run()).toMatchObject({
      server: 'failed app-too-old',
      session: 'good answered',
      stun: 'good answered',
      'turn-udp': 'failed credentials-refused',
      'turn-tcp': 'failed unreachable',
      'turn-tls': 'failed credentials-refused',
      camera: 'good delivers',
    });
    await expect(check.step('Relay over UDP (TURN)')).toContainText(
      'compare the secrets and clocks',
    );

    // UDP is swallowed, the relay's certificate is nobody's, and a clock is off.
    await coturn.start({ secret, certificate: strange, without: ['udp'] });
    await claim(sari.page, { serverTime: Date.now() - 12 * 60_000 });
    expect(await check.run()).toMatchObject({
      server: 'warning clock-off',
      stun: 'warning udp-blocked',
      'turn-udp': 'warning udp-blocked',
      'turn-tcp': 'good relayed',
      'turn-tls': 'warning certificate',
    });
    await expect(check.step('Server')).toContainText('12 minutes apart');
    await expect(check.step('Relay over UDP (TURN)')).toContainText('Turn off the VPN');
    await expect(check.step('Relay over TLS (TURN)')).toContainText('renew the certificate');

    await server.stop('SIGKILL');
    expect(await check.run()).toMatchObject({
      server: 'failed unreachable',
      session: 'note not-checked',
      'turn-udp': 'note not-checked',
      loopback: 'good flows',
    });
  } finally {
    await sari.close();
    await server.stop();
    await coturn.stop();
  }
});

test('the check names what is wrong with devices', async ({
  host,
  household,
  server,
  folder,
}, info) => {
  await household.copyTo(folder);
  await server.start();
  const dead = hostWith(host, {
    browser: 'own',
    devices: await deadDevices(info.outputPath('dead')),
  });
  const sari = await Person.launch('sari', dead, server.url, folder);
  try {
    await sari.home.isHome();
    await sari.settings.open('Network');
    const check = new SetupCheck(sari.page);

    // A covered lens, a muted microphone, a server without STUN and TURN; calls carry nothing.
    const letGo = await holdBackMedia(sari.page);
    const running = await keepTracks(sari.page);
    expect(await check.run()).toEqual({
      server: 'good reached',
      session: 'good answered',
      stun: 'note not-offered',
      'turn-udp': 'note no-relay',
      camera: 'failed black',
      microphone: 'failed silent',
      speaker: 'good plays',
      loopback: 'failed no-media',
    });
    expect(await running()).toBe(0);
    await expect(check.step('Camera')).toContainText('Open the slide in front of the lens');
    await expect(check.step('Relay (TURN)')).toContainText('Note');

    await letGo();

    // Closed in the middle, the lights go out as well.
    await check.button('Check again').click();
    await expect.poll(running, 'running tracks').toBe(2);
    await check.close();
    await expect.poll(running, 'running tracks').toBe(0);

    await refuseCamera(sari.page, server.url);
    await failDevice(sari.page, 'audio', 'NotFoundError');
    expect(await check.run()).toMatchObject({
      camera: 'failed refused-by-person',
      microphone: 'failed none',
    });

    // Where the page has the permission, only the system can have refused.
    await failDevice(sari.page, 'video', 'NotReadableError');
    await failDevice(sari.page, 'audio', 'NotAllowedError');
    expect(await check.run()).toMatchObject({
      camera: 'failed in-use',
      microphone: 'failed refused-by-system',
    });
  } finally {
    await sari.close();
  }
});
