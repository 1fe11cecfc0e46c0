import * as v from 'valibot';

/** Browsers and Node both have it: https://url.spec.whatwg.org/#dom-url-parse. */
declare const URL: { parse(text: string): { readonly host: string } | null };

/** Turns an internationalized host name, such as `bücher.example`, into ASCII (RFC 5890). */
function asciiHost(address: string): string {
  const host = /^https?:\/\/([^/?#@]*)/i.exec(address)?.[1];
  if (host === undefined || /^[ -~]*$/.test(host)) return address;
  const url = URL.parse(address);
  return url === null ? address : address.replace(host, url.host);
}

/**
 * The address of a signaling server: an http or https origin; a path is refused. An
 * internationalized host name becomes its ASCII form.
 */
export const serverUrl = v.pipe(
  v.string(),
  v.trim(),
  v.transform(asciiHost),
  v.toLowerCase(),
  v.regex(/^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?\/?$/),
  v.transform((value) => value.replace(/\/$/, '')),
);

/** A device a person chose, kept so that it is found again after ids change. */
export const preferredDevice = v.object({
  deviceId: v.string(),
  groupId: v.string(),
  label: v.string(),
});
export type PreferredDevice = v.InferOutput<typeof preferredDevice>;

/** `null` follows the system's default. */
const preferred = v.optional(v.nullable(preferredDevice), null);

/** Raised when a stored file needs migrating; see `main/settings/settings-store.ts`. */
export const settingsVersion = 1;

/** What belongs to this installation and not to the account. Every field has its default. */
export const settings = v.object({
  /** `null`: the host's default server (the page's origin on the web). */
  serverUrl: v.optional(v.nullable(serverUrl), null),
  language: v.optional(v.picklist(['system', 'en', 'id']), 'system'),
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  camera: preferred,
  microphone: preferred,
  speaker: preferred,
  ring: preferred,
  /** What is done to the microphone's sound before it is sent. */
  echoCancellation: v.optional(v.boolean(), true),
  noiseSuppression: v.optional(v.boolean(), true),
  autoGainControl: v.optional(v.boolean(), true),
  /** Send and ask for little in calls, because data costs. */
  lowData: v.optional(v.boolean(), false),
  /** Reach others through relays alone, so that nobody learns this machine's address. */
  relayOnly: v.optional(v.boolean(), false),
  /** Show a system notification and the ringing window. */
  notifyIncomingCalls: v.optional(v.boolean(), true),
  /** The first-start steps were finished or skipped. */
  onboarded: v.optional(v.boolean(), false),
});
export type Settings = v.InferOutput<typeof settings>;

/** A change of some settings. No defaults: what is absent stays as it is. */
export const settingsPatch = v.partial(
  v.object({
    serverUrl: v.nullable(serverUrl),
    language: v.picklist(['system', 'en', 'id']),
    theme: v.picklist(['system', 'light', 'dark']),
    camera: v.nullable(preferredDevice),
    microphone: v.nullable(preferredDevice),
    speaker: v.nullable(preferredDevice),
    ring: v.nullable(preferredDevice),
    echoCancellation: v.boolean(),
    noiseSuppression: v.boolean(),
    autoGainControl: v.boolean(),
    lowData: v.boolean(),
    relayOnly: v.boolean(),
    notifyIncomingCalls: v.boolean(),
    onboarded: v.boolean(),
  }),
);
export type SettingsPatch = v.InferOutput<typeof settingsPatch>;

export const defaultSettings: Settings = v.parse(settings, {});

/** `onto` with the fields of `patch` that are there; a field that is `undefined` is absent. */
export function applyPatch<T extends SettingsPatch>(onto: T, patch: SettingsPatch): T {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...onto, ...Object.fromEntries(given) };
}
