/** `TATAP_DEFAULT_SERVER` of the build, or the empty string; put in by `electron.vite.config.ts`. */
declare const __DEFAULT_SERVER__: string;
