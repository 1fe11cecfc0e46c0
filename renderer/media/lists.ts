import type { DeviceOption } from '../settings/model.ts';
import type { DeviceList, DeviceLists } from '../settings/ports.ts';

/** What `enumerateDevices` tells of one device. */
export type ListedDevice = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>;

/**
 * Sorts the machine's devices by kind. Chromium lists the system's default sound device a second
 * time as `default` (and on Windows a third time as `communications`): these stand-ins are left
 * out and tell which of the others is the default. A stand-in without its twin stays.
 *
 * @param canChooseSpeaker whether this host has `setSinkId`
 */
export function listDevices(
  devices: readonly ListedDevice[],
  canChooseSpeaker: boolean,
): DeviceLists {
  return {
    camera: listOf(devices, 'videoinput'),
    microphone: listOf(devices, 'audioinput'),
    speaker: canChooseSpeaker ? listOf(devices, 'audiooutput') : null,
  };
}

function listOf(devices: readonly ListedDevice[], kind: MediaDeviceKind): DeviceList {
  const all = devices.filter((device) => device.kind === kind).map(optionOf);
  const standIn = all.find(({ deviceId }) => deviceId === 'default');
  const real = all.filter(({ deviceId }) => !['default', 'communications'].includes(deviceId));
  const twin = standIn === undefined ? undefined : twinOf(standIn, real);
  const options = standIn !== undefined && twin === undefined ? [standIn, ...real] : real;
  return { options, defaultId: (twin ?? standIn)?.deviceId ?? null };
}

/** The device that a stand-in names: "Default - Headset" in the group of "Headset". */
function twinOf(standIn: DeviceOption, real: readonly DeviceOption[]): DeviceOption | undefined {
  const named = real.filter(({ label }) => label !== '' && standIn.label.endsWith(label));
  return named.find(({ groupId }) => groupId === standIn.groupId) ?? named[0];
}

function optionOf({ deviceId, groupId, label }: ListedDevice): DeviceOption {
  return { deviceId, groupId, label };
}
