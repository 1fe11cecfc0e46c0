import packageJson from '../package.json' with { type: 'json' };

/** The server's version, as its package has it. */
export const serverVersion: string = packageJson.version;
