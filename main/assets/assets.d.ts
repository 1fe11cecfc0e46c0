/** Vite puts small files into the bundle as `data:` URLs. */
declare module '*?inline' {
  const dataUrl: string;
  export default dataUrl;
}
