import type { ReadonlySignal } from '@preact/signals-core';
import type { CallMedia, EndReason, Hold } from '@tatap/protocol/call';
import type { AccountId, CallId, DeviceId } from '@tatap/protocol/signaling';

/** The other person of a call. */
export interface Peer {
  readonly id: AccountId;
  /** The own nickname for a contact, else the display name, else the ID. */
  readonly name: string;
  readonly isContact: boolean;
}

/** What a shared screen mostly shows: `detail` keeps text sharp, `motion` keeps film smooth. */
export type ScreenContent = 'detail' | 'motion';

/**
 * Why a screen is no longer shared, or never was: the system refuses this program, it could not be
 * read, or it was stopped outside of the app. That a person chose nothing is no reason.
 */
export type ScreenEnd = 'refused' | 'failed' | 'ended';

/** The own screen in a call. */
export type OwnScreen =
  /** This host shares no screens. */
  | { readonly state: 'unsupported' }
  | { readonly state: 'off'; readonly reason: ScreenEnd | null }
  /** The person is being asked what to share. */
  | { readonly state: 'choosing'; readonly content: ScreenContent }
  | {
      readonly state: 'shared';
      readonly content: ScreenContent;
      /** For the own preview. */
      readonly picture: MediaStream;
      /** The computer's sound beside it. */
      readonly sound: 'shared' | 'none';
    };

/** What this side sends, or would send. */
export interface SelfMedia {
  readonly microphone: 'on' | 'muted' | 'unavailable';
  /** During the own hold what it was before, and will be again. */
  readonly camera: 'on' | 'off' | 'unavailable';
  /** Own picture for the preview; `null` while the camera is off, held or not yet open. */
  readonly picture: MediaStream | null;
  readonly screen: OwnScreen;
}

/** The other side's screen, while it is shared. */
export interface RemoteScreen {
  /** Its picture and sound; the same object for the whole call. */
  readonly stream: MediaStream;
  /** `paused`: their network is too slow for it. */
  readonly picture: 'shown' | 'paused';
}

/** What the other side sends, as it says itself over the control channel. */
export interface RemoteMedia {
  readonly microphone: 'on' | 'muted' | 'unavailable';
  /** `paused`: it is on, and their network is too slow for its picture. */
  readonly camera: 'on' | 'paused' | 'off' | 'unavailable';
  /** Sound and picture; the same object for the whole call. */
  readonly stream: MediaStream;
  /** `silent`: the browser lets nothing be heard before something is pressed. */
  readonly playback: 'playing' | 'silent';
  /** `null` while they share none. */
  readonly screen: RemoteScreen | null;
}

/** The media path: `reconnecting` keeps the last picture. */
type LinkState = 'connected' | 'reconnecting';

/** What is shown of a call, with the people in it besides this one: one for now. */
interface Shown<Member> {
  readonly callId: CallId;
  readonly media: CallMedia;
  readonly members: readonly (Member & { readonly peer: Peer })[];
}

/** Everything that a view needs to draw a call, and nothing else. */
export type CallSnapshot =
  | (Shown<{
      /** `calling`: the server has the invite or is about to; `ringing`: devices say they ring. */
      readonly progress: 'calling' | 'ringing';
      readonly ringingDevices: number;
    }> & { readonly phase: 'outgoing'; readonly self: SelfMedia })
  | (Shown<{
      /** The person is verified on another device, but the call comes from a new one. */
      readonly unconfirmed: boolean;
    }> & { readonly phase: 'incoming' })
  | (Shown<{
      /** `connected`: only the word of the other side, or of the server, is missing. */
      readonly link: 'connecting' | 'connected';
      /** Silent and black so far; there, so that its first picture finds its place drawn. */
      readonly stream: MediaStream | null;
    }> & { readonly phase: 'connecting'; readonly self: SelfMedia })
  | (Shown<{
      /** The device that the other person speaks from. */
      readonly device: DeviceId;
      /**
       * The person is verified on another device, but `device` is new. This side sends no media
       * to it until the person here continues (`IdentityModel.acknowledge`).
       */
      readonly unconfirmed: boolean;
      readonly link: LinkState;
      readonly hold: Hold;
      /** `paused`: the own network is too slow for a picture; sound goes on, and it returns. */
      readonly ownPicture: 'sent' | 'paused';
      readonly remote: RemoteMedia;
    }> & {
      readonly phase: 'active';
      /** Milliseconds since the epoch, by this machine's clock. */
      readonly startedAt: number;
      readonly self: SelfMedia;
    })
  | (Shown<unknown> & {
      readonly phase: 'ended';
      readonly direction: 'outgoing' | 'incoming';
      readonly reason: EndReason;
      /** Whose act it was; `nobody` for timeouts and lost links. */
      readonly by: 'self' | 'peer' | 'nobody';
      /** The text that came with a decline. */
      readonly text: string | null;
      /** Length of the conversation; `null` where there was none. */
      readonly durationMs: number | null;
      /** Why the invite was refused, where `reason` is `refused`. */
      readonly refusal: import('../result.ts').FailureCode | null;
    });

type OfTwo<S> = S extends { readonly members: readonly (infer M)[] }
  ? Omit<S, 'members'> & M
  : never;

/** The call that the screens draw: of two people, with the facts of the other one beside its own. */
export type ShownCall = { readonly phase: 'idle' } | OfTwo<CallSnapshot>;

/**
 * The calls as the views use them. Actions are for the call that is shown; those that do not fit its
 * phase do nothing.
 */
export interface CallModel {
  readonly calls: ReadonlySignal<readonly CallSnapshot[]>;
  /** The call that rings or is heard, else the one that has just ended, else one that is held. */
  readonly shown: ReadonlySignal<ShownCall>;
  start(to: AccountId, media: CallMedia): void;
  /**
   * A button that calls or accepts is held down: opens the devices, where the person need not be
   * asked for them, so that its click need not wait for them. Returns what is to be called when it is
   * let go; devices that it has not called or accepted with go off again.
   */
  press(media: CallMedia): () => void;
  accept(media: CallMedia): void;
  decline(text?: string): void;
  /** Ends whatever is running: cancels an outgoing call, hangs up a running one. */
  hangUp(): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  /** Puts the running call on hold, or goes on with it. */
  setHold(held: boolean): void;
  /** Asks the person what to share, and shares it: while connecting and in the call. */
  shareScreen(): void;
  /** Says what the shared screen shows, for now and for the next time. */
  setScreenContent(content: ScreenContent): void;
  stopScreen(): void;
  /** Leaves the `ended` phase. */
  dismiss(): void;
  /** Calls the same person again, out of `ended`. */
  callAgain(): void;
}

/** One past call, kept on this device. */
export interface HistoryEntry {
  readonly callId: CallId;
  readonly peer: { readonly id: AccountId; readonly name: string };
  readonly direction: 'outgoing' | 'incoming';
  readonly media: CallMedia;
  readonly at: number;
  readonly durationMs: number | null;
  readonly reason: EndReason;
  /** Incoming, unanswered here and elsewhere, and not looked at yet. */
  readonly missed: boolean;
  readonly seen: boolean;
}

export interface HistoryModel {
  /** Newest first, at most 500. */
  readonly entries: ReadonlySignal<readonly HistoryEntry[]>;
  readonly unseenMissed: ReadonlySignal<number>;
  /** Marks all as seen. */
  markSeen(): void;
  remove(callId: CallId): void;
  clear(): void;
}
