/** The app's mark: two faces turned to each other, as in `build/icon.svg`. */
export function Logo({ size = 56 }: { size?: number }) {
  return (
    <svg class="logo" width={size} height={size} viewBox="64 64 896 896" aria-hidden="true">
      <rect x="64" y="64" width="896" height="896" rx="208" fill="#175662" />
      <clipPath id="logo-left">
        <circle cx="372" cy="512" r="216" />
      </clipPath>
      <circle cx="372" cy="512" r="216" fill="#f4b483" />
      <circle cx="652" cy="512" r="216" fill="#f7efe3" />
      <circle cx="652" cy="512" r="216" fill="#fbd2ac" clip-path="url(#logo-left)" />
      <circle cx="400" cy="484" r="38" fill="#0f3d4a" />
      <circle cx="624" cy="484" r="38" fill="#0f3d4a" />
    </svg>
  );
}
