import type { ImportOptions } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';

/**
 * The choices by which the text of a worksheet is read: it is written by us, so how is known.
 * @throws BAD_MAPPING for choices that a worksheet does not have
 */
export function worksheetOptions(options: ImportOptions, name: string): ImportOptions {
  const { csv, encoding, format } = options;
  const chosen = [
    csv.delimiter !== null && 'a delimiter',
    csv.quote !== null && 'a quote',
    csv.escape !== null && 'an escape',
    encoding !== null && 'an encoding',
    format !== null && format !== 'xlsx' && `the format ${format}`,
  ].filter((what) => what !== false);
  if (chosen.length > 0) {
    throw new AppError(
      'BAD_MAPPING',
      `${name} is a worksheet of Excel, and ${chosen.join(', ')} was chosen for it. Leave that out.`,
    );
  }
  return {
    ...options,
    encoding: 'utf-8',
    format: 'csv',
    csv: { ...csv, delimiter: ',', quote: '"', escape: 'doubled' },
  };
}
