import type { SignedOutReason } from '../../../account/model.ts';
import type { Catalog, Message } from '../messages.ts';

/** The way to the server: banners, and why one has to sign in again. */
export const connection = {
  'connection.connecting': 'Connecting to {server}…',
  'connection.unreachable': "Can't reach the server at {server}. Trying again in {seconds} s.",
  'connection.unreachableNow': "Can't reach the server at {server}. Trying again now…",
  'connection.badCertificate':
    'The certificate of {server} is not valid, so Tatap does not connect. Ask whoever runs the server, or check the clock of this computer. Trying again in {seconds} s.',
  'connection.badCertificateNow':
    'The certificate of {server} is not valid, so Tatap does not connect. Checking again now…',
  'connection.notAServer':
    '{server} answers, but it is not a Tatap server. Trying again in {seconds} s.',
  'connection.notAServerNow': '{server} answers, but it is not a Tatap server. Checking again now…',
  'connection.socketBlocked':
    '{server} answers, but the lasting connection to it (a WebSocket) is blocked. A proxy, firewall or virus scanner usually does that. Trying again in {seconds} s.',
  'connection.socketBlockedNow':
    '{server} answers, but the lasting connection to it (a WebSocket) is blocked. Trying again now…',
  'connection.tooManyDevices':
    'Your account is connected on too many devices. Close Tatap on one of them. Trying again in {seconds} s.',
  'connection.tooManyDevicesNow':
    'Your account is connected on too many devices. Trying again now…',
  'connection.busy': '{server} is busy and asks to wait. Trying again in {seconds} s.',
  'connection.busyNow': '{server} is busy and asks to wait. Trying again now…',
  'connection.refused': '{server} refuses the connection. Trying again in {seconds} s.',
  'connection.refusedNow': '{server} refuses the connection. Trying again now…',
  'connection.appTooOld':
    'Update the app: this version of Tatap is too old for the server at {server}.',
  'connection.serverTooOld':
    'The server at {server} is older than this app. Ask whoever runs it to update it.',
  'connection.tryNow': 'Try now',
  'connection.changeServer': 'Change server',
  'connection.replacedTitle': 'Tatap is open in another window',
  'connection.replacedBody':
    'Calls ring there. You can go on here instead; the other window will disconnect.',
  'connection.useHere': 'Use here',
  'connection.callElsewhereTitle': 'You are in a call in another window',
  'connection.callElsewhereBody': 'The call goes on there. If you use Tatap here, the call ends.',
  'connection.endCallAndUseHere': 'End the call and use here',

  'notice.noCalls':
    'This browser cannot make calls: WebRTC is switched off in it. Switch it on, or use another browser.',
  'notice.notKept':
    'Tatap cannot store data on this device. When you close it, you are signed out, and your call history and settings from this visit are lost.',
  'notice.incomplete': 'A part of Tatap could not be loaded. Reload the page to get it.',
  'notice.reload': 'Reload',
  'notice.settingsKeptAside':
    'The settings file could not be read. It was kept as {file}, and Tatap uses its defaults.',
  'notice.deviceLost.camera': 'Camera unplugged: {label}',
  'notice.deviceLost.microphone': 'Microphone unplugged: {label}',
  'notice.deviceLost.speaker': 'Speaker unplugged: {label}',
  'notice.deviceLost.ring': 'Ring device unplugged: {label}',
  'notice.deviceFallback.camera': 'Your camera is gone. Now using {label}.',
  'notice.deviceFallback.microphone': 'Your microphone is gone. Now using {label}.',
  'notice.deviceFallback.speaker': 'Your speaker is gone. Now using {label}.',
  'notice.deviceFallback.ring': 'Your ring device is gone. Tatap now rings on {label}.',
  'notice.deviceReturned.camera': 'Camera back: {label}',
  'notice.deviceReturned.microphone': 'Microphone back: {label}',
  'notice.deviceReturned.speaker': 'Speaker back: {label}',
  'notice.deviceReturned.ring': 'Ring device back: {label}',
} as const satisfies Catalog;

/** Why somebody who was signed in is not, on the sign-in screen. */
export const sessionEnds = {
  'sessionEnd.revoked':
    'You were signed out from another device, or your password was changed there.',
  'sessionEnd.replaced': 'This device was signed in again in another window.',
  'sessionEnd.expired': 'You had not used this device for a long time. Please sign in again.',
  'sessionEnd.deleted': 'The account was deleted. You can create a new one.',
  'sessionEnd.not-persisted':
    'This computer offers no safe place for your session, so it ended when Tatap closed. Sign in again; on Linux a keyring such as GNOME Keyring or KWallet keeps you signed in.',
  'sessionEnd.key-lost':
    'The data that Tatap keeps on this device was deleted, and the key of this device with it. Please sign in again. People you call will see a new device.',
  'sessionEnd.storage-unavailable':
    'Tatap cannot read the data that it keeps on this device. Close this page and open it again. Or sign in now, and stay signed in until you close the page.',
} as const satisfies Record<`sessionEnd.${SignedOutReason}`, Message>;
