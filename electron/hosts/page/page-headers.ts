/** Stands in the built page wherever the nonce of its styles belongs; see `electron.vite.config.ts`. */
export const NONCE_PLACEHOLDER = 'TRAILGLASS_STYLE_NONCE';

/**
 * What a page may do: run its own scripts and styles, show its own and generated images, and connect to `connect`;
 * nothing else.
 *
 * `trusted-types default`: the page's one policy lets through text that holds no markup and refuses the rest.
 *
 * @param connect `'none'` where the engine is reached through a preload, else the sources of the connection
 */
export function contentSecurityPolicy(nonce: string, connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** Headers of every answer that reaches a page. */
export function pageHeaders(contentType: string, nonce: string, connect: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy(nonce, connect),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
