import type { RingingCall } from '@tatap/protocol/ipc';
import { Notification } from 'electron';
import type { Texts } from '../i18n/texts.ts';

interface Answers {
  readonly onClick: () => void;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
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
    body: call.media === 'video' ? texts.incomingVideo : texts.incomingAudio,
    // The ringtone plays on the ring device the person chose.
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
    ...(process.platform === 'darwin' && {
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
  notification.show();
  return notification;
}
