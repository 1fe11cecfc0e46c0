import type { RingingCall } from '@tatap/protocol/ipc';
import { Notification } from 'electron';
import type { Texts } from '../i18n/texts.ts';

interface Answers {
  readonly onClick: () => void;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
  /** The system does not show it: the person forbade it, or the program is not signed (macOS). */
  readonly onFailed: (error: string) => void;
}

/**
 * macOS asks the person when the first notification is made, whether it is shown or not. Asked for
 * at the first call, the question would lie over the call and the call would not be shown.
 */
export function askToNotify(): void {
  if (process.platform === 'darwin' && Notification.isSupported()) new Notification();
}

/** The system's notification of a call; `null` where the system shows none. */
export function showCallNotification(
  call: RingingCall,
  texts: Texts,
  answers: Answers,
): { close(): void } | null {
  if (!Notification.isSupported()) return null;
  const notification = new Notification({
    title: call.from.displayName,
    body: bodyOf(call, texts),
    // The ringtone plays on the ring device the person chose.
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
    // Linux has none in Electron. macOS shows them of a signed program whose `Info.plist` says so.
    ...(process.platform !== 'linux' && {
      actions: [
        { type: 'button', text: texts.accept },
        { type: 'button', text: texts.decline },
      ],
    }),
  });
  notification.on('click', answers.onClick);
  notification.on('action', ({ actionIndex }) => {
    if (actionIndex === 0) answers.onAccept();
    else answers.onDecline();
  });
  notification.on('failed', (_event, error) => answers.onFailed(error));
  notification.show();
  return notification;
}

/** The notification can accept the call, so it must carry the warning about a new device. */
function bodyOf({ media, unconfirmed }: RingingCall, texts: Texts): string {
  const calls = media === 'video' ? texts.incomingVideo : texts.incomingAudio;
  return unconfirmed ? `${calls}\n${texts.unconfirmedDevice}` : calls;
}
