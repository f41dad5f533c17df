import type { FileHandle } from '../../shared/api/contract.ts';
import type { Port } from '../../shared/api/port.ts';

/** A host as the contract suite sees it: where to connect, and how files come in and go out. */
export interface HostUnderTest {
  /** A new connection. */
  connect(): Promise<Port>;
  /** A handle for a file that lies at a path. */
  handleOf(path: string): Promise<FileHandle>;
  /** A handle to export to, and the way to read what was written. */
  exportTarget(): Promise<{ readonly handle: FileHandle; read(): Promise<string> }>;
  /** Breaks every connection, as a crash or a pulled plug would. */
  breakConnections(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a host on a new workspace at a path. */
export type StartHost = (workspace: string, folder: string) => Promise<HostUnderTest>;
