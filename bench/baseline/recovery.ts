import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fullCamera } from '../../e2e/media/camera.ts';
import { fakeDevices } from '../../e2e/media/people.ts';
import { names } from '../../e2e/network/plan.ts';
import { movesAgain, watchCall } from '../../e2e/network/watch-call.ts';
import type { Variant } from '../harness.ts';
import { openLabSite, outage } from '../lab-site.ts';

type Message = { description?: RTCSessionDescriptionInit; candidate?: RTCIceCandidateInit };

interface PlainCall {
  receive(message: Message): Promise<void>;
  close(): void;
}

declare global {
  interface Window {
    plainCall?: PlainCall;
    /** Brings a message to the other page, at once and whatever the network does. */
    tellOther(message: Message): Promise<void>;
  }
}

/**
 * Plain peer connections between the same homes, with ideal signaling: they ask for an ICE restart
 * when the connection has `failed`, as most examples do.
 */
export async function plainRecovery(): Promise<Variant> {
  const { lab, servers, hosts, folder, close } = await openLabSite('plain');
  const open = async (id: 'sari' | 'budi') => {
    const profileDir = join(folder, id);
    await mkdir(profileDir, { recursive: true });
    // A document of a secure origin that does nothing by itself.
    const serverUrl = `${servers.url}/api/server`;
    return hosts[id].launch({ profileDir, serverUrl, devices: await fakeDevices(id, fullCamera) });
  };
  const apps = await Promise.all([open('sari'), open('budi')]);
  const [{ page: a }, { page: b }] = apps;
  const connect = (from: Page, to: Page) =>
    from.exposeFunction('tellOther', (message: Message) =>
      to.evaluate((said) => window.plainCall?.receive(said), message),
    );
  await Promise.all([connect(a, b), connect(b, a)]);
  const pages = [a, b];
  return {
    async measure() {
      await b.evaluate(begin, { role: 'callee', stun: `stun:${names.turn}:3478` } as const);
      await a.evaluate(begin, { role: 'caller', stun: `stun:${names.turn}:3478` } as const);
      await Promise.all(pages.map(watchCall));
      await Promise.all(pages.map((page) => movesAgain(page, 0)));
      const back = await outage(lab);
      const moved = await Promise.all(pages.map((page) => movesAgain(page, back)));
      for (const page of pages) await page.evaluate(() => window.plainCall?.close());
      return Math.max(...moved) - back;
    },
    async close() {
      await Promise.all(apps.map((app) => app.close()));
      await close();
    },
  };
}

/** Runs in the page. */
async function begin({ role, stun }: { role: 'caller' | 'callee'; stun: string }): Promise<void> {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 1280, height: 720, frameRate: 30 },
  });
  const link = new RTCPeerConnection({ iceServers: [{ urls: stun }] });
  const video = document.createElement('video');
  video.setAttribute('aria-label', 'Video of the other');
  video.muted = true;
  video.autoplay = true;
  document.body.append(video);
  for (const track of media.getTracks()) link.addTrack(track, media);
  link.addEventListener('track', ({ streams: [stream] }) => {
    video.srcObject = stream ?? null;
  });
  link.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) void window.tellOther({ candidate: candidate.toJSON() });
  });
  const sayDescription = async () => {
    await link.setLocalDescription();
    const { type, sdp } = link.localDescription ?? { type: 'offer' as const, sdp: '' };
    await window.tellOther({ description: { type, sdp } });
  };
  link.addEventListener('connectionstatechange', () => {
    if (link.connectionState !== 'failed' || role !== 'caller') return;
    link.restartIce();
    void sayDescription();
  });
  let steps = Promise.resolve();
  window.plainCall = {
    receive({ description, candidate }) {
      steps = steps.then(async () => {
        if (candidate) await link.addIceCandidate(candidate);
        if (!description) return;
        await link.setRemoteDescription(description);
        if (description.type === 'offer') void sayDescription();
      });
      return steps;
    },
    close() {
      link.close();
      video.remove();
      for (const track of media.getTracks()) track.stop();
    },
  };
  if (role === 'caller') void sayDescription();
}
