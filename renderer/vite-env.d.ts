/// <reference types="vite/client" />

interface Window {
  /** The preload bridge: there in the desktop app, absent in a browser tab. */
  readonly tatap?: import('@tatap/protocol/ipc').Bridge;
}
