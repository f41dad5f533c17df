import { Button, Menu, Tooltip } from '@mantine/core';
import { Download } from 'lucide-react';
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/api/contract.ts';

/** Wording of the AI-call audit page, kept where the same situation arises. */
const NOTHING_TO_EXPORT =
  'No rows match the current filters — widen the date range or clear a filter to enable export.';

const FORMATS: Readonly<Record<ExportFormat, { readonly label: string; readonly about: string }>> = {
  csv: { label: 'CSV', about: 'One row per event, safe to open in a spreadsheet' },
  json: { label: 'JSON', about: 'One array, nested details, exact values' },
  jsonl: { label: 'JSON Lines', about: 'One object per line, exact values' },
};

const number = new Intl.NumberFormat('en');

interface ExportMenuProps {
  /** Events of the current filter; null while it is not known. */
  readonly events: number | null;
  onExport(format: ExportFormat): void;
}

/** Exports what the filter shows: all of it, in the order of the grid. */
export function ExportMenu({ events, onExport }: ExportMenuProps) {
  const empty = events === 0;
  return (
    <Menu position="bottom-end" disabled={empty}>
      <Menu.Target>
        <Tooltip label={NOTHING_TO_EXPORT} disabled={!empty} maw={320}>
          <Button
            leftSection={<Download size={14} aria-hidden />}
            aria-disabled={empty}
            {...(empty ? { 'data-disabled': true } : {})}
          >
            Export
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {events === null
            ? 'All events of this filter'
            : `All ${number.format(events)} events of this filter`}
        </Menu.Label>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {FORMATS[format].label}
            <div className="muted">{FORMATS[format].about}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
