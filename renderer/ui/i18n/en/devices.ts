import type { DeviceKind, DeviceProblem } from '../../../settings/model.ts';
import type { Catalog, Message } from '../messages.ts';

/** Pickers, tests, and what to do when a device cannot be used. */
export const devices = {
  'device.camera': 'Camera',
  'device.microphone': 'Microphone',
  'device.speaker': 'Speaker',
  'device.ring': 'Ring on',
  'device.systemDefault': 'System default',
  'device.systemDefaultIs': 'System default ({label})',
  'device.unnamed.camera': 'Camera {number}',
  'device.unnamed.microphone': 'Microphone {number}',
  'device.unnamed.speaker': 'Speaker {number}',
  'device.unnamed.ring': 'Speaker {number}',
  'device.browserOn': '{browser} on {system}',
  'device.notPluggedIn': '{label} (not plugged in)',
  'device.fallback': '{chosen} is not plugged in. Using {active} until it is back.',
  'device.fallbackNone': '{chosen} is not plugged in.',
  'device.yourVideo': 'Your video',
  'device.opening': 'Opening the camera…',
  'device.level': 'Microphone level',
  'device.levelHint': 'Say something: the bar should move.',
  'device.levelSilent': 'Nothing heard yet. Is the right microphone chosen?',
  'device.test': 'Play test sound',
  'device.testRing': 'Play ringtone',
  'device.testing': 'Playing…',
  'device.openSystemSettings': 'Open system settings',
  'device.systemSettingsMissing': 'Open the privacy settings of your system and allow Tatap there.',
} as const satisfies Catalog & Record<`device.${DeviceKind}`, Message>;

/** Why a device does not work, by kind: first what is so, then what to do. */
export const deviceProblems = {
  'problem.camera.refused':
    'Camera access is blocked. Click the camera icon in the address bar, or allow it in the privacy settings of your system. Until then others can’t see you.',
  'problem.camera.in-use': 'Another program is using the camera. Close it there, then try again.',
  'problem.camera.none':
    'No camera found. Plug one in; it is used as soon as it is there. You can call without one.',
  'problem.camera.unsupported':
    'This page can’t use cameras. Open Tatap over https, or use the desktop app.',
  'problem.microphone.refused':
    'Microphone access is blocked. Click the microphone icon in the address bar, or allow it in the privacy settings of your system. Until then others can’t hear you.',
  'problem.microphone.in-use':
    'Another program is using the microphone. Close it there, then try again.',
  'problem.microphone.none':
    'No microphone found. Plug one in; it is used as soon as it is there. You can still listen.',
  'problem.microphone.unsupported':
    'This page can’t use microphones. Open Tatap over https, or use the desktop app.',
  'problem.speaker.refused': 'Tatap may not choose the speaker. The system default is used.',
  'problem.speaker.in-use': 'Another program is using the speaker. Close it there, then try again.',
  'problem.speaker.none': 'No speaker found. Plug in speakers or headphones to hear others.',
  'problem.speaker.unsupported':
    'This browser does not let pages choose the speaker. The system default is used.',
  'problem.ring.refused': 'Tatap may not choose where it rings. The system default is used.',
  'problem.ring.in-use': 'Another program is using this device. Close it there, then try again.',
  'problem.ring.none': 'Nothing found to ring on. Plug in speakers or headphones.',
  'problem.ring.unsupported':
    'This browser does not let pages choose where to ring. The system default is used.',
} as const satisfies Record<`problem.${DeviceKind}.${DeviceProblem}`, Message>;
