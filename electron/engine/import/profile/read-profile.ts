import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { MAX_PROFILE_BYTES, type Profile, profileSchema } from './profile-format.ts';

/** A profile, or in one line why there is none, with the place in the file. */
export type ProfileRead = { readonly profile: Profile } | { readonly problem: string };

/**
 * Reads a profile file. It may come from anyone: its size and kind are looked at before its content, and its content
 * is checked to the last member before anything of it is used.
 */
export function readProfileFile(path: string): ProfileRead {
  try {
    const state = statSync(path);
    if (!state.isFile()) return { problem: 'it is no file' };
    if (state.size > MAX_PROFILE_BYTES) {
      return { problem: `it has more than ${MAX_PROFILE_BYTES / 1024} KiB, too much for a profile` };
    }
    return checkProfile(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return { problem: oneLine(error instanceof Error ? error.message : String(error)) };
  }
}

/** Checks what claims to be a profile. */
export function checkProfile(value: unknown): ProfileRead {
  const parsed = v.safeParse(profileSchema, value);
  if (parsed.success) return { profile: parsed.output };
  const [issue] = parsed.issues;
  return { problem: oneLine(`${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`) };
}

/** Messages quote what was found, which may be long and of several lines. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
