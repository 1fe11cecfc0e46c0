/** Longest text that goes with a decline, in characters: `declineText` in protocol/signaling. */
export const longestAnswer = 200;

/** Texts that are ready to go with a decline; the last choice is to write one. */
export const readyAnswers = [
  'ringing.text.later',
  'ringing.text.soon',
  'ringing.text.busy',
] as const;

/** A written text as it is sent: trimmed, and nothing where nothing was written. */
export function answerOf(written: string): string | undefined {
  const text = written.trim().slice(0, longestAnswer);
  return text === '' ? undefined : text;
}
