import { desktopCapturer, type Session, session, systemPreferences } from 'electron';
import type { Logger } from '../log/log.ts';
import { isTrustedSender } from '../net/origin.ts';
import type { Grant, ListedSource, ScreenEffects, ScreenSharing } from './screen-sharing.ts';

/** Enough to tell windows apart, at twice the size at which it is drawn. */
const thumbnailSize = { width: 400, height: 225 };
const jpegQuality = 75;

/**
 * Answers `getDisplayMedia` of the app's own pages. macOS 15 and later show their own picker, and
 * then nobody is asked here.
 */
export function setupDisplayMedia(sharing: ScreenSharing, log: Logger): void {
  const target: Session = session.defaultSession;
  target.setDisplayMediaRequestHandler(
    (request, callback) => {
      const answer = (grant: Grant): void => {
        try {
          callback(grant);
        } catch (error) {
          // The frame is gone, or what was chosen is.
          log.warn('screen not given', { error });
        }
      };
      if (!isTrustedSender(request.frame) || !request.videoRequested) {
        log.warn('screen refused');
        answer(null);
        return;
      }
      sharing.request(answer);
    },
    { useSystemPicker: true },
  );
}

/** The system's screens and windows. */
export function systemScreens(ask: ScreenEffects['ask']): ScreenEffects {
  return {
    picker: isWayland(process.env) ? 'portal' : 'own',
    // Electron's word of its streams: loopback "is currently only supported on Windows".
    sound: process.platform === 'win32' ? 'possible' : 'impossible',
    list: listSources,
    mayCapture: () =>
      process.platform !== 'darwin' ||
      systemPreferences.getMediaAccessStatus('screen') === 'granted',
    ask,
    now: () => performance.now(),
  };
}

/** As WebRTC decides whether it captures through PipeWire and its portal. */
export function isWayland(environment: NodeJS.ProcessEnv): boolean {
  const { XDG_SESSION_TYPE = '', WAYLAND_DISPLAY = '' } = environment;
  return XDG_SESSION_TYPE.startsWith('wayland') && WAYLAND_DISPLAY !== '';
}

async function listSources(pictures: 'with-pictures' | 'bare'): Promise<readonly ListedSource[]> {
  const sources = await desktopCapturer.getSources({
    types: ['screen', 'window'],
    // Without any the default of 150 by 150 counts: the portal would be asked for pictures as well.
    thumbnailSize: pictures === 'with-pictures' ? thumbnailSize : { width: 0, height: 0 },
  });
  return sources.map(({ id, name, thumbnail }) => ({
    id,
    name,
    picture: pictures === 'bare' || thumbnail.isEmpty() ? null : pictureOf(thumbnail),
  }));
}

function pictureOf(thumbnail: Electron.NativeImage): string {
  return `data:image/jpeg;base64,${thumbnail.toJPEG(jpegQuality).toString('base64')}`;
}
