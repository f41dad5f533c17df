import { headOf } from './byte-source.ts';
import { CONTAINER_HEAD, containerKind } from './container-kind.ts';
import { isLogName } from './log-names.ts';
import type { FoundFile } from './logs-of-file.ts';
import type { Members } from './members.ts';
import { tarBytes } from './tar-bytes.ts';
import { tarMembers } from './tar-members.ts';
import { openZip, zipMembers } from './zip-members.ts';

/** Members of a tar file stand between their contents, all of which has to be passed: beyond this the list ends. */
const MOST_PASSED = 64 * 1024 * 1024;

/** Files of an archive. */
export interface MemberList {
  /** As written there, in the order of the archive. */
  readonly members: readonly string[];
  /** Whether there may be more. */
  readonly more: boolean;
}

/**
 * The files of an archive that are called like logs.
 * @param folder where unpacked bytes would go
 * @throws ARCHIVE_REFUSED, FILE_UNREADABLE
 */
export async function listMembers(file: FoundFile, folder: string, most: number): Promise<MemberList> {
  const kind = containerKind(await headOf(file.source, CONTAINER_HEAD));
  if (kind === null) return { members: [], more: false };
  if (kind !== 'zip') {
    return firstMembers(tarMembers(tarBytes(file, kind, folder), file.name), most, MOST_PASSED);
  }
  const zip = await openZip(file.path, file.name, folder);
  try {
    return await firstMembers(zipMembers(zip), most, Number.POSITIVE_INFINITY);
  } finally {
    await zip.close();
  }
}

async function firstMembers(members: Members, most: number, mostPassed: number): Promise<MemberList> {
  const names = new Set<string>();
  let passed = 0;
  for await (const member of members) {
    if ('skipped' in member) continue;
    if (isLogName(member.name)) {
      if (names.size === most && !names.has(member.name)) return { members: [...names], more: true };
      names.add(member.name);
    }
    passed += member.bytes;
    if (passed > mostPassed) return { members: [...names], more: true };
  }
  return { members: [...names], more: false };
}
