import type {
  DeviceChoice,
  DeviceKind,
  DeviceOption,
  DeviceProblem,
  DevicesSnapshot,
} from '../renderer/settings/model.ts';

const option = (deviceId: string, label: string): DeviceOption => ({
  deviceId,
  groupId: `group-${deviceId}`,
  label,
});

function working(...options: readonly DeviceOption[]): DeviceChoice {
  return { options, chosen: null, active: options[0] ?? null, fallback: false, problem: null };
}

const speakers = [option('speakers', 'Built-in speakers'), option('headset', 'USB headset')];

/** A laptop with a headset plugged in, permission granted, nothing chosen. */
export const workingDevices: DevicesSnapshot = {
  camera: working(option('webcam', 'Built-in camera'), option('desk', 'Desk camera')),
  microphone: working(option('array', 'Built-in microphone'), option('headset', 'USB headset')),
  speaker: working(...speakers),
  ring: working(...speakers),
};

/** The working devices with something wrong with one kind. */
export function devicesWith(kind: DeviceKind, problem: DeviceProblem): DevicesSnapshot {
  const options = problem === 'none' ? [] : workingDevices[kind].options;
  return { ...workingDevices, [kind]: { ...working(...options), active: null, problem } };
}

/** The working devices where the chosen one of a kind was pulled out. */
export function devicesWithFallback(kind: DeviceKind): DevicesSnapshot {
  return {
    ...workingDevices,
    [kind]: {
      ...workingDevices[kind],
      chosen: { deviceId: 'gone', groupId: 'gone', label: 'Conference set' },
      fallback: true,
    },
  };
}
