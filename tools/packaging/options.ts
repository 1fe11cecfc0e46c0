/** What of a build's environment becomes options of electron-builder. */
export interface PackagingFacts {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** electron-builder's arguments for this build, beside its configuration in `electron-builder.yml`. */
export function builderArguments({ platform, arch, environment }: PackagingFacts): string[] {
  const { TATAP_UPDATE_URL: updates = '', ELECTRON_OVERRIDE_DIST_PATH: dist = '' } = environment;
  return [
    ...(updates === ''
      ? []
      : ['--config.publish.provider=generic', `--config.publish.url=${updates}`]),
    // Flipping fuses breaks the signature that Electron comes with, and macOS on arm64 ends what has
    // none: without a certificate nothing else signs it again (@electron/fuses, "Apple Silicon").
    // Without a value: what follows a "=" stays a string, which is no switch.
    ...(platform === 'darwin' && !signs(environment)
      ? ['--config.electronFuses.resetAdHocDarwinSignature']
      : []),
    // An Electron that somebody unpacked is of one architecture.
    ...(dist === '' ? [] : [`--config.electronDist=${dist}`, `--${arch}`]),
    '--publish=never',
  ];
}

function signs({ CSC_LINK: link = '', CSC_NAME: name = '' }: NodeJS.ProcessEnv): boolean {
  return link !== '' || name !== '';
}
