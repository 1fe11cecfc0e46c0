import * as v from 'valibot';
import { callMedia } from '../call/reasons.ts';
import type { Output, Schema } from '../parse.ts';
import { serverUrl, settings, settingsPatch } from '../settings/index.ts';
import { caller, declineText } from '../signaling/calls.ts';
import { accountId, callId, deviceId } from '../signaling/ids.ts';

export { assertNever } from '../assert-never.ts';
export { type Parsed, parse } from '../parse.ts';

interface InvokeContract {
  readonly argument: Schema;
  readonly result: Schema;
}

const nothing = v.undefined();

/** The session as kept on disk, encrypted by the system's keychain. */
export const storedSession = v.object({
  serverUrl: v.string(),
  accountId,
  token: v.string(),
  /** The device that the session belongs to: with the key of another it is of no use. */
  deviceId: v.optional(deviceId),
});
export type StoredSession = v.InferOutput<typeof storedSession>;

/** What the small ringing window shows. */
export const ringingCall = v.object({
  callId,
  from: caller,
  media: callMedia,
  /** The person is verified, but the call comes from a new device of theirs. */
  unconfirmed: v.boolean(),
  language: v.picklist(['en', 'id']),
  theme: v.picklist(['system', 'light', 'dark']),
});
export type RingingCall = v.InferOutput<typeof ringingCall>;

/**
 * What a person pressed in the ringing window or on the notification. `press`: a button that accepts
 * is held down, and `accept` may follow; `release`: it was let go.
 */
export const ringingAction = v.variant('action', [
  v.object({ action: v.literal('press'), callId, media: callMedia }),
  v.object({ action: v.literal('release'), callId }),
  v.object({ action: v.literal('accept'), callId, media: callMedia }),
  v.object({
    action: v.literal('decline'),
    callId,
    text: v.optional(declineText),
  }),
]);
export type RingingAction = v.InferOutput<typeof ringingAction>;

/** The system's consent for this program: macOS and Windows ask for it beside the page's. */
export const mediaAccess = v.picklist([
  'granted',
  'denied',
  'not-determined',
  'restricted',
  'unknown',
]);
export type MediaAccess = v.InferOutput<typeof mediaAccess>;

const mediaKind = v.picklist(['camera', 'microphone']);

/** What the picker of screens asks for: where the system gives its sound, that too. */
export const screenQuestion = v.object({ sound: v.picklist(['possible', 'impossible']) });
export type ScreenQuestion = v.InferOutput<typeof screenQuestion>;

/** The screens and windows there are. `refused`: the system lets this program see none. */
export const screenSources = v.variant('outcome', [
  v.object({
    outcome: v.literal('listed'),
    sources: v.array(
      v.object({
        id: v.string(),
        kind: v.picklist(['screen', 'window']),
        name: v.string(),
        /** A small picture as a `data:` URL; `null` where there is none. */
        picture: v.nullable(v.string()),
      }),
    ),
  }),
  v.object({ outcome: v.literal('refused') }),
  v.object({ outcome: v.literal('failed') }),
]);
export type ScreenSources = v.InferOutput<typeof screenSources>;

/** What a person picked to be shared; `null` is nothing. */
export const screenChoice = v.nullable(
  v.object({ id: v.pipe(v.string(), v.maxLength(200)), sound: v.boolean() }),
);
export type ScreenChoice = v.InferOutput<typeof screenChoice>;

/**
 * Why no screen was given. `unknown`: the system asked by itself (macOS), and does not say; the error
 * that the page gets is all there is.
 */
export const screenOutcome = v.picklist(['cancelled', 'failed', 'unknown']);
export type ScreenOutcome = v.InferOutput<typeof screenOutcome>;

/** `tatap:call/ID` and `tatap:add/ID`. */
export const deepLink = v.object({ action: v.picklist(['call', 'add']), id: accountId });
export type DeepLink = v.InferOutput<typeof deepLink>;

/**
 * Everything that a window may ask of the main process. `main/ipc/door.ts` registers from it,
 * `preload/` builds the bridge from it, and `window.tatap` is typed by it.
 */
export const invocations = {
  'app.info': {
    argument: nothing,
    result: v.object({
      version: v.string(),
      platform: v.picklist(['windows', 'macos', 'linux']),
      profile: v.nullable(v.string()),
      /** The server that this installation uses when the settings name none; `null`: ask for one. */
      defaultServerUrl: v.nullable(v.string()),
      hostName: v.string(),
    }),
  },
  'settings.read': {
    argument: nothing,
    /** `keptAside`: the file was unreadable and is kept under this name; defaults are in use. */
    result: v.object({ settings, keptAside: v.nullable(v.string()) }),
  },
  'settings.write': { argument: settingsPatch, result: settings },
  'session.read': { argument: nothing, result: v.nullable(storedSession) },
  'session.write': {
    argument: v.nullable(storedSession),
    /** `false`: the system has no keychain; the session lasts until the program ends. */
    result: v.object({ persisted: v.boolean() }),
  },
  /** Lets the page connect to a server that it is about to check and that is not in use yet. */
  'server.check': { argument: serverUrl, result: nothing },
  /** Asks the system for consent where it has not been asked before. */
  'media.requestAccess': { argument: mediaKind, result: mediaAccess },
  /** Opens the system's privacy settings; `false` where there is no such page. */
  'media.openSystemSettings': {
    argument: v.picklist([...mediaKind.options, 'screen']),
    result: v.boolean(),
  },
  /** What there is to share; only while `screen.asked` waits for its answer. */
  'screen.sources': { argument: nothing, result: screenSources },
  /** Answers `screen.asked`. */
  'screen.choose': { argument: screenChoice, result: nothing },
  /** How the last question for a screen ended. */
  'screen.outcome': { argument: nothing, result: screenOutcome },
  /** Whether the screen is being shared: while it is, the tray says so and can stop it. */
  'screen.setShared': { argument: v.boolean(), result: nothing },
  'ringing.show': { argument: ringingCall, result: nothing },
  'ringing.hide': { argument: nothing, result: nothing },
  /** Asked by the ringing window itself. */
  'ringing.current': { argument: nothing, result: v.nullable(ringingCall) },
  'ringing.act': { argument: ringingAction, result: nothing },
  'window.focus': { argument: nothing, result: nothing },
  /** Whether the window is on the screen, and not in the tray or in the taskbar alone. */
  'window.isSeen': { argument: nothing, result: v.boolean() },
  /** Keeps the screen on and the process awake while a call runs. */
  'window.setInCall': { argument: v.boolean(), result: nothing },
  /** Answers `app.quitting`: the call is ended, and the other side has been told. */
  'app.farewellSaid': { argument: nothing, result: nothing },
  /** Lets the system ask whether this program may notify, where it asks. */
  'ringing.askToNotify': { argument: nothing, result: nothing },
  'app.setMissedCount': {
    argument: v.pipe(v.number(), v.integer(), v.minValue(0)),
    result: nothing,
  },
  /** https and mailto only. `false` where the scheme is refused. */
  'links.open': { argument: v.pipe(v.string(), v.maxLength(2048)), result: v.boolean() },
  /** The link the program was started with, once. */
  'links.takePending': { argument: nothing, result: v.nullable(deepLink) },
} as const satisfies Record<string, InvokeContract>;

export type InvokeName = keyof typeof invocations;
export type InvokeArgument<N extends InvokeName> = v.InferInput<
  (typeof invocations)[N]['argument']
>;
export type InvokeResult<N extends InvokeName> = Output<(typeof invocations)[N]['result']>;

/** Why a request to the main process failed; the `message` of the error a page gets. */
export const ipcErrorCodes = [
  /** The sender is not a top frame of the app. */
  'sender-refused',
  /** The argument is not what the contract says. */
  'argument-refused',
  /** The result is not what the contract says. */
  'result-refused',
  /** The disk is full: nothing was saved. */
  'disk-full',
  /** The file could not be written for another reason. */
  'not-saved',
  /** Something broke; the log says what. */
  'failed',
] as const;
export type IpcErrorCode = (typeof ipcErrorCodes)[number];

/** What travels back; the preload turns a refusal into a rejected promise. */
export type IpcReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: IpcErrorCode };

/** What the main process tells a window without being asked. */
export const pushes = {
  'ringing.acted': ringingAction,
  'link.opened': deepLink,
  /** The page asked for a screen, and the system has no picker of its own. */
  'screen.asked': screenQuestion,
  /** The person stops sharing in the tray. */
  'screen.stop': v.object({}),
  /** The window came onto the screen or left it. */
  'window.seen': v.boolean(),
  /** The program ends: a call that runs is to be ended now. */
  'app.quitting': v.object({}),
  'menu.chosen': v.picklist(['settings', 'dial', 'sign-out']),
  /** The certificate of the signaling server was refused; `error` is Chromium's name for why. */
  'server.certificateRefused': v.object({ host: v.string(), error: v.string() }),
  /** The machine woke up or its network came back. */
  'power.resumed': v.object({}),
} as const satisfies Record<string, Schema>;

export type PushName = keyof typeof pushes;
export type PushPayload<N extends PushName> = Output<(typeof pushes)[N]>;

/** `window.tatap`: verbs for the page, never raw IPC. */
export interface Bridge {
  /** Asks the main process. Rejects with an `Error` whose message is an `IpcErrorCode`. */
  invoke<N extends InvokeName>(name: N, argument: InvokeArgument<N>): Promise<InvokeResult<N>>;
  /** Listens; returns the unsubscribe. */
  on<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): () => void;
}
