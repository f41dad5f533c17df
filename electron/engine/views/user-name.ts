import { userInfo } from 'node:os';

/** Who works at this machine. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // an account without a name, as in some containers
  }
}
