/** An event that a listener may stop, as Electron's. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Makes one with the given details on it. */
export function preventable<D extends object>(details: D): PreventableEvent & D {
  let prevented = false;
  const preventDefault = (): void => {
    prevented = true;
  };
  return Object.defineProperty({ ...details, preventDefault }, 'defaultPrevented', {
    get: () => prevented,
  }) as PreventableEvent & D;
}
