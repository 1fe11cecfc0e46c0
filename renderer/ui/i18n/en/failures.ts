import type { FailureCode } from '../../../result.ts';
import type { Catalog, Message } from '../messages.ts';

/** Why something did not happen, and what to do. One sentence per code; the compiler counts them. */
export const failures = {
  'failure.malformed': 'The server did not understand that. Check what you typed.',
  'failure.too-large': 'That is too long. Shorten it and try again.',
  'failure.rate-limited': 'Too many tries in a short time. Wait a moment and try again.',
  'failure.unauthenticated': 'You are no longer signed in. Sign in again.',
  'failure.wrong-credentials': 'ID or password is wrong.',
  'failure.wrong-recovery-code':
    'The ID or the recovery code is wrong, or the code was already used.',
  'failure.forbidden': 'Your account is not allowed to do that.',
  'failure.id-taken': 'Somebody already has this ID. Choose another.',
  'failure.registration-closed': 'This server takes no new accounts.',
  'failure.invitation-required':
    'This server needs an invitation code, and this one is missing, used up or wrong.',
  'failure.unknown-account': 'Nobody has this ID. Check the spelling.',
  'failure.own-account': 'That is your own ID.',
  'failure.not-found': 'That no longer exists.',
  'failure.contacts-only': 'This person takes calls from contacts only. Ask to be added first.',
  'failure.call-over': 'The call is already over.',
  'failure.answered-elsewhere': 'Answered on another of your devices.',
  'failure.not-in-call': 'This device is not part of that call.',
  'failure.limit-reached': 'You have reached the limit of this server. Remove something first.',
  'failure.unsupported-version':
    'This app and the server do not understand each other. Update the app.',
  'failure.internal': 'Something broke on the server. Try again; its log says what happened.',
  'failure.unreachable': "Can't reach the server. Check the network and the server's address.",
  'failure.timeout': 'The server took too long to answer. Try again.',
  'failure.not-a-server': 'There is no Tatap server at this address.',
  'failure.bad-certificate':
    "The server's certificate is not valid, so Tatap does not connect. Ask whoever runs the server, or check this computer's clock.",
} as const satisfies Record<`failure.${FailureCode}`, Message>;

export const failureDetails = {
  'failure.appTooOld': 'Update the app: this version of Tatap is too old for the server.',
  'failure.serverTooOld': 'The server is older than this app. Ask whoever runs it to update it.',
  'failure.rateLimitedFor': {
    one: 'Too many tries in a short time. Try again in {count} second.',
    other: 'Too many tries in a short time. Try again in {count} seconds.',
  },
} as const satisfies Record<string, Message>;

/**
 * What keeps one from being seen and heard, in two clauses: why, and what the other person has of
 * it. A full stop follows each.
 */
export const trouble = {
  'trouble.camera.refused': 'Camera access is blocked',
  'trouble.camera.in-use': 'Another program is using the camera',
  'trouble.camera.none': 'No camera found',
  'trouble.camera.unsupported': 'The camera can’t be used on this page',
  'trouble.microphone.refused': 'Microphone access is blocked',
  'trouble.microphone.in-use': 'Another program is using the microphone',
  'trouble.microphone.none': 'No microphone found',
  'trouble.microphone.unsupported': 'The microphone can’t be used on this page',
  'trouble.both.refused': 'Camera and microphone access is blocked',
  'trouble.both.in-use': 'Another program is using the camera and the microphone',
  'trouble.both.none': 'No camera and no microphone found',
  'trouble.both.unsupported': 'Camera and microphone can’t be used on this page',
  'trouble.unseen': '{name} can hear you, but not see you',
  'trouble.unheard': '{name} can see you, but not hear you',
  'trouble.silent': '{name} can’t hear you',
  'trouble.neither': '{name} can’t see or hear you',
} as const satisfies Catalog;
