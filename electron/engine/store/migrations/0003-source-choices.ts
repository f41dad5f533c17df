/** What was chosen by hand about how a source was read, and the archive it came out of; both as JSON text. */
export const SOURCE_CHOICES_SCHEMA = `
ALTER TABLE source ADD COLUMN options TEXT;
ALTER TABLE source ADD COLUMN container TEXT;
`;
