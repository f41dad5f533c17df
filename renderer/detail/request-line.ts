/**
 * The request that details record, as `{method, path}` does: `POST /settings/org/members`. Null where they do not hold
 * both as texts.
 */
export function requestLine(detail: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(detail);
  } catch {
    return null; // not JSON: shown as the text it is
  }
  const method = ownText(value, 'method');
  const path = ownText(value, 'path');
  return method === null || path === null ? null : `${method.toUpperCase()} ${path}`;
}

function ownText(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const own: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof own === 'string' && own !== '' ? own : null;
}

/** Whether details say anything: an empty object or list does not. */
export function hasDetail(detail: string | null): detail is string {
  return detail !== null && !/^\s*(?:\{\s*\}|\[\s*\]|null|"")?\s*$/.test(detail);
}
