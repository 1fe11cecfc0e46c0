/** A call that nobody answers ends after 45 s. */
export const noAnswerMs = 45_000;

/** A media link that is `disconnected` this long gets an ICE restart. */
export const iceRestartAfterMs = 2_000;

/** A call whose link stays down this long is over. */
export const linkLossMs = 30_000;

/**
 * Default time in milliseconds for which a server keeps a device's calls after its socket was lost
 * without a goodbye. The operator can change it (`TATAP_DEVICE_GONE_S`).
 */
export const deviceGoneMs = 30_000;

/**
 * How long the server waits for the second of two devices that bring a call back. A device that
 * comes later attaches anew, and the server then asks the first one again.
 */
export const attachWaitMs = 30_000;

/** How long both sides try for a first connection after accept. */
export const connectTimeoutMs = 20_000;

/**
 * When a device stops ringing by itself, should the server's word that nobody answered not reach
 * it: `noAnswerMs` and time for that word to arrive.
 */
export const noAnswerBackupMs = noAnswerMs + 5_000;
