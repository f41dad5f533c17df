/** What keeps a window from opening here, in one sentence, or null. */
export function desktopObstacle(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  user: number | undefined = process.getuid?.(),
): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'There is no display to open a window on.';
  // Chromium refuses to run its sandbox for root, and Trailglass does not run without it.
  if (user === 0) return 'A desktop window cannot be opened as root.';
  return null;
}
