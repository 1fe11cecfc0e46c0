import type { Settings } from '@tatap/protocol/settings';
import type { DeviceDescription, WhoMayCall } from '@tatap/protocol/signaling';
import type { Catalog, Message } from '../messages.ts';

/** Words for the values of settings; the compiler counts them. */
type ChoiceKey =
  | `settings.theme.${Settings['theme']}`
  | `settings.whoMayCall.${WhoMayCall}`
  | `platform.${DeviceDescription['platform']}`;

/** The settings pages. */
export const settings = {
  'settings.title': 'Settings',
  'settings.pages': 'Settings pages',
  'settings.close': 'Close settings',
  'settings.backToList': 'All settings',
  'settings.page.devices': 'Devices',
  'settings.page.calls': 'Calls',
  'settings.page.notifications': 'Notifications',
  'settings.page.appearance': 'Appearance and language',
  'settings.page.account': 'Account and devices',
  'settings.page.network': 'Network',
  'settings.page.shortcuts': 'Shortcuts',
  'settings.page.about': 'About',

  'settings.whoMayCall': 'Who may call you',
  'settings.whoMayCallNote':
    'Calls from people who are not your contacts are shown without sound. If you choose contacts only, the server refuses other calls and tells the callers why.',

  'settings.lowData': 'Use less data',
  'settings.lowDataHint':
    'Calls send and ask for a small picture and lower-quality sound: about 260 MB an hour instead of up to 2.3 GB.',
  'settings.relayOnly': 'Hide my address',
  'settings.relayOnlyHint':
    'People you call see the address of a relay instead of yours. Calls may begin a little later, and need a server that offers a relay (TURN).',
  'settings.noiseSuppression': 'Suppress noise',
  'settings.noiseSuppressionHint': 'Fans, keyboards and traffic become quiet. Off for music.',
  'settings.echoCancellation': 'Cancel echo',
  'settings.echoCancellationHint':
    'Keeps others from hearing themselves out of your speaker. With headphones you may turn it off.',
  'settings.autoGainControl': 'Adjust volume by itself',
  'settings.autoGainControlHint': 'Makes a soft voice louder and a loud one softer.',

  'settings.notifyCalls': 'Incoming calls',
  'settings.notifyCallsHint':
    'Show a notification and the ringing window, also while Tatap is in the background.',
  'settings.notifyCallsHintWeb':
    'Show a notification while this tab is in the background. The browser asks once whether it may.',

  'settings.theme': 'Theme',
  'settings.language': 'Language',
  'settings.languageSystem': 'Same as system: {language}',

  'settings.profile': 'Profile',
  'settings.idNote': 'An ID cannot be changed.',
  'settings.changePassword': 'Change password',
  'settings.changePasswordNote':
    'Changing it signs you out on all your other devices and replaces your recovery code.',
  'settings.currentPassword': 'Current password',
  'settings.newPassword': 'New password',
  'settings.passwordChanged': 'Password changed. Your other devices are signed out.',
  'settings.wrongPassword': 'That is not your current password.',

  'settings.sessions': 'Where you are signed in',
  'settings.sessionCurrent': 'This device',
  'settings.sessionConnected': 'Connected now',
  'settings.sessionLastSeen': 'Last seen {when}',
  'settings.sessionSince': 'Signed in {date}',
  'settings.signOutDevice': 'Sign out',
  'settings.signOutDeviceLabel': 'Sign out {device}',
  'settings.signedOutDevice': '{device} is signed out.',

  'settings.leaving': 'Data and account',
  'settings.export': 'Export my data',
  'settings.exportNote': 'Everything the server holds about you, as a JSON file.',
  'settings.exported': 'Your data was saved as {file}.',
  'settings.signOut': 'Sign out',
  'settings.signOutNote': 'Calls no longer ring on this device.',
  'settings.signOutTitle': 'Sign out on this device?',
  'settings.signOutBody': 'To call again from here you need your password.',
  'settings.delete': 'Delete account',
  'settings.deleteNote': 'Removes your account and everything the server holds about you.',
  'settings.deleteTitle': 'Delete your account?',
  'settings.deleteBody':
    'Your ID {id}, your contacts and your sessions are removed from the server at once. Nobody can bring them back.',
  'settings.deleteConfirm': 'Delete for good',

  'settings.server': 'Server',
  'settings.serverAddress': 'Address',
  'settings.serverState': 'State',
  'settings.serverVersion': 'Server version',
  'settings.changeServer': 'Use another server',
  'settings.changeServerNote':
    'Accounts belong to a server: changing it signs you out, and you need an account on the new one.',
  'settings.state.connecting': 'Connecting…',
  'settings.state.online': 'Connected',
  'settings.state.unreachable': 'Not reachable',
  'settings.state.bad-certificate': 'Certificate not valid',
  'settings.state.not-a-server': 'Not a Tatap server',
  'settings.state.socket-blocked': 'WebSocket blocked',
  'settings.state.too-many-devices': 'Too many devices connected',
  'settings.state.busy': 'The server is busy',
  'settings.state.refused': 'Refused by the server',
  'settings.state.app-too-old': 'This app is too old for the server',
  'settings.state.server-too-old': 'The server is older than this app',
  'settings.state.replaced': 'In use in another window',
  'settings.unknown': 'Unknown',

  'settings.shortcutsNote': 'They work in the whole window, also while you type.',
  'settings.action': 'Action',
  'settings.keys': 'Keys',

  'settings.aboutLine': 'Video calls that start at once.',
  'settings.version': 'Version',
  'settings.runsOn': 'Runs on',
  'settings.licence': 'Licence',
  'settings.licenceText': 'MIT: free to use, change and pass on.',

  'settings.theme.system': 'Same as system',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.whoMayCall.everyone': 'Everyone who knows your ID',
  'settings.whoMayCall.contacts': 'Your contacts only',
  'platform.windows': 'Windows',
  'platform.macos': 'macOS',
  'platform.linux': 'Linux',
  'platform.web': 'Web browser',
} as const satisfies Catalog & Record<ChoiceKey, Message>;
