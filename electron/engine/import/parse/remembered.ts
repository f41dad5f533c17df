/** Beyond this many distinct texts of a column everything remembered of it is forgotten, so that memory stays bounded. */
export const MAX_REMEMBERED = 1 << 15;
