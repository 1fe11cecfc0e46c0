/** Names whose values are secret or private: tokens, keys, message bodies. */
const secretName = /token|password|secret|credential|sdp|candidate|key|text|body|auth/i;

/** Session tokens and the like inside other strings: a long run without a space or separator. */
const secretRun = /[A-Za-z0-9_-]{32,}/g;

/** A UUID names a device or a call; it is what makes a log readable, and opens nothing. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The account in a link is private: a log may be handed to somebody else. */
const deepLink = /\btatap:\S+/gi;

const maxDepth = 4;

/** `text` without long opaque runs and without deep links. */
export function redactText(text: string): string {
  return text
    .replace(deepLink, 'tatap:[redacted]')
    .replace(secretRun, (run) => (uuid.test(run) ? run : '[redacted]'));
}

/** A copy of `value` without secrets, that JSON can hold. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
}
