import type { PreferredDevice } from '@tatap/protocol/settings';
import type {
  DeviceChoice,
  DeviceKind,
  DeviceNotice,
  DeviceOption,
  DeviceProblem,
  DevicesSnapshot,
} from './model.ts';
import type { CaptureKind, DeviceList, DeviceLists } from './ports.ts';

const deviceKinds: readonly DeviceKind[] = ['camera', 'microphone', 'speaker', 'ring'];

/** Everything that decides which device is used. */
export interface DevicesInput {
  /** `unread`: nobody has looked yet. `null`: this host knows no devices. */
  readonly lists: DeviceLists | 'unread' | null;
  readonly chosen: { readonly [K in DeviceKind]: PreferredDevice | null };
  /** What opening a camera or microphone last ran into. */
  readonly problems: { readonly [K in CaptureKind]: DeviceProblem | null };
}

/** Which device each kind uses, given what is plugged in and what was chosen. */
export function chooseDevices({ lists, chosen, problems }: DevicesInput): DevicesSnapshot {
  if (lists === 'unread') return presumed(chosen);
  const speaker = lists?.speaker ?? null;
  return {
    camera: captureChoice(lists?.camera ?? null, chosen.camera, problems.camera),
    microphone: captureChoice(lists?.microphone ?? null, chosen.microphone, problems.microphone),
    speaker: choiceIn(speaker, chosen.speaker),
    ring: choiceIn(speaker, chosen.ring),
  };
}

/** Before the first look, whatever was chosen is taken to be there. */
function presumed(chosen: DevicesInput['chosen']): DevicesSnapshot {
  const choice = (device: PreferredDevice | null): DeviceChoice => ({
    options: [],
    chosen: device,
    active: device,
    fallback: false,
    problem: null,
  });
  return {
    camera: choice(chosen.camera),
    microphone: choice(chosen.microphone),
    speaker: choice(chosen.speaker),
    ring: choice(chosen.ring),
  };
}

function captureChoice(
  list: DeviceList | null,
  chosen: PreferredDevice | null,
  problem: DeviceProblem | null,
): DeviceChoice {
  const choice = choiceIn(list, chosen);
  return { ...choice, problem: choice.problem ?? problem };
}

function choiceIn(list: DeviceList | null, chosen: PreferredDevice | null): DeviceChoice {
  if (list === null) {
    return { options: [], chosen, active: null, fallback: false, problem: 'unsupported' };
  }
  const { options } = list;
  const match = chosen === null ? undefined : findBestMatch(options, chosen);
  // Without names, which is before the first permission, whether it is there cannot be known.
  const unproven = match === undefined && isUnnamed(options) ? chosen : null;
  const active = match ?? unproven ?? systemDefault(list);
  return {
    options,
    chosen,
    active,
    fallback: chosen !== null && active !== null && match === undefined && unproven === null,
    problem: options.length === 0 ? 'none' : null,
  };
}

function isUnnamed(options: readonly DeviceOption[]): boolean {
  return options.length > 0 && options.every((option) => option.label === '');
}

function systemDefault(list: DeviceList): DeviceOption | null {
  const named = list.options.find((option) => option.deviceId === list.defaultId);
  return named ?? list.options[0] ?? null;
}

/**
 * The ID by which sound is sent there. `null` where the system's default is followed: the browser
 * does that by itself, and a player that is not told another device need not begin anew.
 */
export function outputOf({ chosen, active, fallback }: DeviceChoice): string | null {
  return chosen === null || fallback ? null : active?.deviceId || null;
}

/**
 * What a person should hear of when `before` became `after` because devices went or came. A choice
 * they made themselves, and the first look at the machine, are no news.
 */
export function noticesBetween(
  before: DevicesSnapshot,
  after: DevicesSnapshot,
): readonly DeviceNotice[] {
  const notices = deviceKinds.flatMap((kind) => {
    const notice = noticeOf(kind, before[kind], after[kind]);
    return notice === null ? [] : [notice];
  });
  // One headset that is speaker and ring device at once is one piece of news.
  return notices.filter(
    (notice) =>
      notice.device !== 'ring' ||
      !notices.some(
        (other) =>
          other.device === 'speaker' && other.kind === notice.kind && other.label === notice.label,
      ),
  );
}

function noticeOf(
  device: DeviceKind,
  before: DeviceChoice,
  after: DeviceChoice,
): DeviceNotice | null {
  const { active: was } = before;
  const { active: is } = after;
  if (before.fallback && !after.fallback && is !== null && after.chosen !== null) {
    return { kind: 'returned', device, label: is.label };
  }
  // A device without a name was never known: it did not go, it got its name.
  if (was === null || was.label === '') return null;
  if (findBestMatch(after.options, was) !== undefined) return null;
  return is === null
    ? { kind: 'lost', device, label: was.label }
    : { kind: 'fallback', device, label: is.label };
}

/**
 * Finds the device a person chose among those that are plugged in now.
 *
 * The ID is certain but changes when the site's data is cleared, and on some systems with the USB
 * port. Group and label together survive that; the label alone survives a change of dock. A label
 * that several devices bear names none of them by itself: the first is taken.
 *
 * @returns `undefined` where it is not plugged in
 */
export function findBestMatch(
  options: readonly DeviceOption[],
  preferred: PreferredDevice,
): DeviceOption | undefined {
  const { deviceId, groupId, label } = preferred;
  const byId = deviceId === '' ? undefined : options.find((o) => o.deviceId === deviceId);
  if (byId !== undefined || label === '') return byId;
  const labelled = options.filter((option) => option.label === label);
  return labelled.find((o) => groupId !== '' && o.groupId === groupId) ?? labelled[0];
}
