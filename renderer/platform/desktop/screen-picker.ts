import { signal } from '@preact/signals-core';
import type { Bridge } from '@tatap/protocol/ipc';
import type { ScreenPickerModel, ScreenQuestion } from '../../calls/screen-picker.ts';
import type { Logger } from '../../log.ts';
import type { Tell } from './tell.ts';

/** The picker of screens on hosts whose system has none: the main process asks, the page answers. */
export function createScreenPicker(bridge: Bridge, tell: Tell, log: Logger): ScreenPickerModel {
  const question = signal<ScreenQuestion | null>(null);
  bridge.on('screen.asked', (asked) => {
    question.value = asked;
  });
  return {
    question,
    async sources() {
      try {
        return await bridge.invoke('screen.sources', undefined);
      } catch (cause) {
        log.error('screens not listed', { cause });
        return { outcome: 'failed' };
      }
    },
    choose(choice) {
      if (question.peek() === null) return;
      question.value = null;
      tell('screen.choose', choice);
    },
  };
}
