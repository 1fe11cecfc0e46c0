import type { Catalog } from '../messages.ts';

/** The recovery code, and setting a new password with it. */
export const recovery = {
  'recovery.title': 'Write this down',
  'recovery.intro':
    'If you forget your password, this code and your ID let you choose a new one. The code is shown only now.',
  'recovery.recovered': 'Your new password is set. Your other devices are signed out.',
  'recovery.code': 'Recovery code',
  'recovery.copy': 'Copy recovery code',
  'recovery.save': 'Save as file',
  'recovery.saved': 'Saved as {file}.',
  'recovery.keep':
    'Keep it in a safe place other than this device. Whoever has it can open your account.',
  'recovery.done': 'I have it',
  'recovery.skipNote':
    'If you skip this and forget your password, only the people who run the server can let you back in. You can make a new code in Settings later.',
  'recovery.fileTitle': 'Tatap recovery code',

  'recover.forgot': 'Forgot password?',
  'recover.title': 'Choose a new password',
  'recover.intro': 'Enter the recovery code that you wrote down when you created your account.',
  'recover.noCode': 'No code? Ask the people who run the server for one.',
  'recover.codeHint': 'Seven groups of four. Small letters and missing dashes are fine.',
  'recover.newPassword': 'New password',
  'recover.signsOut': 'This signs you out on all your other devices.',
  'recover.submit': 'Set new password',
  'recover.back': 'Back to sign-in',

  'recovery.purpose': 'If you forget your password, it lets you choose a new one.',
  'recovery.onlyNow': 'Write this code down. It is shown only now.',
  'recovery.since': 'You have a recovery code since {date}.',
  'recovery.none':
    'You have no recovery code. If you forget your password, only the people who run the server can let you back in.',
  'recovery.make': 'New recovery code',
  'recovery.makeTitle': 'Make a new recovery code?',
  'recovery.makeBody': 'A code that you have written down before stops working.',
  'recovery.makeConfirm': 'Make new code',
} as const satisfies Catalog;
