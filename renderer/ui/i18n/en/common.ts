import type { Catalog } from '../messages.ts';

/** Words that many screens share. */
export const common = {
  'app.name': 'Tatap',
  'common.add': 'Add',
  'common.back': 'Back',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.copied': 'Copied',
  'common.copy': 'Copy',
  'common.copyRefused': 'Copying was not possible. Select the text and copy it.',
  'common.delete': 'Delete',
  'common.dismiss': 'Dismiss',
  'common.done': 'Done',
  'common.loading': 'Loading',
  'common.next': 'Next',
  'common.notices': 'Notices',
  'common.remove': 'Remove',
  'common.save': 'Save',
  'common.saved': 'Saved',
  'common.skip': 'Skip for now',
  'common.tryAgain': 'Try again',
  'common.you': 'You',

  'shell.loadFailed':
    'This part of Tatap could not be loaded. Check the network, or reload the page.',

  'shortcut.microphone': 'Microphone on or off',
  'shortcut.camera': 'Camera on or off',
  'shortcut.share': 'Share screen',
  'shortcut.statistics': 'Statistics',
  'shortcut.accept': 'Accept a call',
  'shortcut.hangUp': 'Hang up or decline',
  'shortcut.dial': 'Search or dial',
  'shortcut.settings': 'Settings',
  'shortcut.talk': 'Hold to talk while muted',
  'shortcut.spaceKey': 'Space',
} as const satisfies Catalog;
