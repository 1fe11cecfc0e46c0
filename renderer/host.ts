/** Where the renderer runs, as far as views care. */
export interface HostInfo {
  readonly kind: 'desktop' | 'web';
  readonly platform: 'windows' | 'macos' | 'linux' | 'web';
  readonly version: string;
}

/** What the outside asks the views to show: a deep link, a menu entry. */
export type ShellRequest =
  | { readonly kind: 'dial'; readonly id: string | null }
  | { readonly kind: 'add'; readonly id: string }
  /** An invitation to this server: the code opens one account. */
  | { readonly kind: 'join'; readonly invitation: string }
  | { readonly kind: 'settings' };
