import { type DeviceId, deviceId, parse } from '@tatap/protocol/signaling';
import type { KeyValueStore } from '../key-value.ts';

const deviceKey = 'device';

/** The ID of this installation; made on first start and kept for good. */
export function ownDeviceId(store: KeyValueStore, createId: () => DeviceId): DeviceId {
  const kept = parse(deviceId, store.read(deviceKey));
  if (kept.ok) return kept.value;
  const id = createId();
  store.write(deviceKey, id);
  return id;
}
