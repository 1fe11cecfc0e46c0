/** Small texts kept on this device. Never throws; what cannot be kept lasts until the end. */
export interface KeyValueStore {
  read(key: string): string | null;
  /** `null` forgets it. */
  write(key: string, value: string | null): void;
}
