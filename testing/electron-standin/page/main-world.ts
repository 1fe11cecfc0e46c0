import type { Codec } from '../codec.ts';
import type { createBridgeEnd } from './bridge-end.ts';
import type { Agent, names, PermissionAsk } from './messages.ts';

/**
 * What Electron does under the page and Chromium alone does not: the bridge's objects, permission
 * requests at the moment of use, and `window.open` that asks the main process.
 *
 * Self-contained: runs in the page, before any script of its own.
 */
export function mainWorld(
  codec: Codec,
  bridgeEnd: typeof createBridgeEnd,
  name: typeof names,
): void {
  let agent: Agent | null = null;
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(value).map(freeze);
    return Object.freeze(value);
  };
  bridgeEnd(codec, name.toIsolated, name.toMain, (key, api) => {
    if (key === name.agent) {
      agent = api as Agent;
      return;
    }
    Object.defineProperty(window, key, { value: freeze(api), enumerable: true });
  });
  const ask = (question: PermissionAsk): Promise<boolean> =>
    agent === null ? Promise.resolve(false) : agent.ask(question);

  const devices = globalThis.MediaDevices?.prototype;
  if (devices !== undefined) {
    const { getUserMedia, getDisplayMedia } = devices;
    devices.getUserMedia = async function (constraints = {}) {
      const mediaTypes: ('video' | 'audio')[] = [];
      if (constraints.audio) mediaTypes.push('audio');
      if (constraints.video) mediaTypes.push('video');
      // Chromium refuses an empty request by itself.
      if (mediaTypes.length > 0 && !(await ask({ permission: 'media', mediaTypes }))) {
        throw new DOMException('Permission denied', 'NotAllowedError');
      }
      return getUserMedia.call(this, constraints);
    };
    devices.getDisplayMedia = async function (options = {}) {
      // W3C Screen Capture: a picture is captured whether it was asked for or not.
      const wanted = { video: options.video !== false, audio: Boolean(options.audio) };
      // Electron asks for it as for a camera, and names neither camera nor microphone.
      if (!(await ask({ permission: 'media', mediaTypes: [] }))) {
        throw new DOMException('Permission denied', 'NotAllowedError');
      }
      const answer = await agent?.displayMedia(wanted);
      if (answer?.ok !== true) {
        throw new DOMException(answer?.message, answer?.name ?? 'NotSupportedError');
      }
      // The stand-in's Chromium has one screen, a drawn one, and no sound of a computer.
      return getDisplayMedia.call(this, { ...options, audio: false });
    };
  }

  const { requestFullscreen } = Element.prototype;
  Element.prototype.requestFullscreen = async function (options) {
    if (!(await ask({ permission: 'fullscreen', mediaTypes: [] }))) {
      throw new TypeError('Permissions check failed');
    }
    return requestFullscreen.call(this, options);
  };

  // CDP cannot pause a WebSocket, so the page asks with a synchronous request before it opens one.
  window.WebSocket = new Proxy(window.WebSocket, {
    construct(real, [address, ...rest], newTarget) {
      const question = new XMLHttpRequest();
      const url = encodeURIComponent(new URL(address, location.href).href.replace(/^http/, 'ws'));
      question.open('GET', `${name.webSocketPath}?url=${url}`, false);
      try {
        question.send();
      } catch {
        // A page that is being unloaded cannot send the request.
      }
      // Chromium blocks this port, so the WebSocket fails like a cancelled one.
      const wanted = question.status === 403 ? 'ws://127.0.0.1:9/' : address;
      return Reflect.construct(real, [wanted, ...rest], newTarget);
    },
  });

  window.open = (url = '') => {
    agent?.windowOpen(new URL(url, location.href).href);
    return null;
  };
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('a[target]') : null;
    if (!(target instanceof HTMLAnchorElement) || target.target === '_self') return;
    event.preventDefault();
    agent?.windowOpen(target.href);
  });
}
