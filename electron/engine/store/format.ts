/** What marks a file as a Trailglass workspace, and how it is laid out. */

/** SQLite `application_id`: the letters TGLS. */
export const APPLICATION_ID = 0x54474c53;

/** Keys of the `meta` table; its rows are the root of the hash chain and never change. */
export const META_KEYS = ['workspaceId', 'createdAt', 'createdBy'] as const;

/** Bytes of one identity in `batch.identities`. */
export const IDENTITY_BYTES = 8;

/** The same in batches of the first format. */
export const FIRST_IDENTITY_BYTES = 16;

/** Bytes of a page in new workspaces: large pages take many short rows at once. */
export const PAGE_SIZE = 32_768;
