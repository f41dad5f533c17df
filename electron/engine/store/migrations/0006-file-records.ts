/** How many records a file has, where some of them hold several events or none; NULL where each is one. */
export const FILE_RECORDS_SCHEMA = `
ALTER TABLE source ADD COLUMN records INTEGER;
`;
