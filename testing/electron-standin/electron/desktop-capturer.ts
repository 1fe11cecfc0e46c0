import type * as Electron from 'electron';
import type { Context } from '../host/context.ts';
import { strict } from '../strict.ts';

/** What there is on the stand-in's desktop: a screen, another program's window, and one of ours. */
const sources = [
  { id: 'screen:0:0', name: 'Entire screen', display_id: '1' },
  { id: 'window:4711:0', name: 'Quarterly figures', display_id: '' },
  { id: 'window:4712:1', name: 'Tatap', display_id: '' },
] as const;

/** One grey pixel. */
const jpeg =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=';

/** `desktopCapturer`: what it has listed may be captured afterwards, and nothing else. */
export class DesktopCapturerStandIn {
  readonly #listed = new Set<string>();
  readonly api: Electron.DesktopCapturer;

  constructor(context: Context) {
    this.api = strict<Electron.DesktopCapturer>('desktopCapturer', {
      getSources: async (options) => {
        context.requireReady('desktopCapturer');
        if (!Array.isArray(options?.types) || !options.types.every(isKind)) {
          throw new Error('Invalid options');
        }
        const { width, height } = options.thumbnailSize ?? { width: 150, height: 150 };
        const { platform, display, screens } = context.options.machine;
        const portal = platform === 'linux' && display === 'wayland';
        if (portal && width > 0 && height > 0) {
          context.recorder.mishaps.push('the portal was asked for pictures that nobody sees');
        }
        if (screens !== 'listed') throw new Error('Failed to get sources.');
        const offered = sources.filter(({ id }) =>
          options.types.some((type) => id.startsWith(`${type}:`)),
        );
        // The person has chosen in the portal, and nothing else is listed.
        const found = portal ? offered.slice(0, 1) : offered;
        for (const { id } of found) this.#listed.add(id);
        return found.map((source) =>
          strict<Electron.DesktopCapturerSource>('DesktopCapturerSource', {
            ...source,
            thumbnail: thumbnail(width > 0 && height > 0 ? 'drawn' : 'empty'),
          }),
        );
      },
    });
  }

  hasListed(id: string): boolean {
    return this.#listed.has(id);
  }
}

function isKind(type: unknown): boolean {
  return type === 'screen' || type === 'window';
}

function thumbnail(picture: 'drawn' | 'empty'): Electron.NativeImage {
  return strict<Electron.NativeImage>('NativeImage', {
    isEmpty: () => picture === 'empty',
    toJPEG: (quality) => {
      if (!Number.isInteger(quality)) throw new TypeError('quality must be an integer');
      return Buffer.from(picture === 'empty' ? '' : jpeg, 'base64');
    },
  });
}
