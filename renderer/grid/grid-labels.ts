/* Words for how the grid can be set, wherever it is set. */

export const DENSITY_LABELS = { compact: 'Compact', default: 'Regular', comfortable: 'Comfortable' } as const;

export const OPENING_LABELS = { pane: 'Beside the log', row: 'In its row' } as const;
