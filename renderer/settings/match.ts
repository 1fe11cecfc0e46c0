import type { PreferredDevice } from '@tatap/protocol/settings';
import type { DeviceOption } from './model.ts';

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
