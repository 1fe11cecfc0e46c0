import type { Catalog } from '../messages.ts';

/** The recovery code, and setting a new password with it. */
export const recovery = {
  'recovery.title': 'Save your recovery code',
  'recovery.intro':
    'If you forget your password, you can set a new one with this code and your ID. The code is shown only once.',
  'recovery.recovered': 'Your new password is set. Your other devices are signed out.',
  'recovery.code': 'Recovery code',
  'recovery.copy': 'Copy recovery code',
  'recovery.save': 'Save as file',
  'recovery.saved': 'Saved as {file}.',
  'recovery.keep':
    'Keep a copy in a safe place that you can reach without this device. Anyone who has the code can open your account.',
  'recovery.done': 'I saved it',
  'recovery.skipNote':
    'If you skip this and forget your password, only the people who run the server can let you back in. You can create a new code later in Settings.',
  'recovery.fileTitle': 'Tatap recovery code',

  'recover.forgot': 'Forgot password?',
  'recover.title': 'Choose a new password',
  'recover.intro': 'Enter your newest recovery code.',
  'recover.noCode': 'No code? Ask whoever runs the server for one.',
  'recover.codeHint': '7 groups of 4 characters. You can leave out the dashes.',
  'recover.newPassword': 'New password',
  'recover.signsOut': 'This signs you out on all your other devices.',
  'recover.submit': 'Set new password',
  'recover.back': 'Back to sign-in',

  'recovery.purpose': 'With it you can set a new password if you forget yours.',
  'recovery.onlyNow': 'Save this code. It is shown only once.',
  'recovery.since': 'Recovery code created on {date}.',
  'recovery.none':
    'You have no recovery code. If you forget your password, only the people who run the server can let you back in.',
  'recovery.make': 'New recovery code',
  'recovery.makeTitle': 'Create a new recovery code?',
  'recovery.makeBody': 'Your current recovery code stops working.',
  'recovery.makeConfirm': 'Create new code',
} as const satisfies Catalog;
