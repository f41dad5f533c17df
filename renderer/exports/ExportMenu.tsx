import { Button, Menu, Tooltip } from '@mantine/core';
import { ChevronDown, Download } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { EXPORT_FORMATS, type ExportFormat, type Summary } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { formatCountOf } from '../ui/numbers.ts';
import { runExport } from './run-export.ts';
import { suggestName } from './suggest-name.ts';

interface ExportMenuProps {
  readonly filter: Filter;
  readonly summary: Summary | null;
}

const NOTHING_TO_EXPORT =
  'No rows match the current filters — widen the date range or clear a filter to enable export.';

const FORMATS = {
  csv: { label: 'CSV', about: 'One row per event, details as text' },
  json: { label: 'JSON', about: 'One array, details nested' },
  jsonl: { label: 'JSON Lines', about: 'One event per line' },
} as const satisfies Record<ExportFormat, { label: string; about: string }>;

/** Writes every row that matches, not just those on screen. */
export const ExportMenu = memo(function ExportMenu({ filter, summary }: ExportMenuProps) {
  const services = useServices();
  const table = useLogTable();
  const sort = useStore(services.columns, (state) => state.sorts[table]);
  const nothing = summary?.events === 0;

  const start = (format: ExportFormat): void => {
    const work = async (): Promise<void> => {
      const suggestedName = await suggestName(services, filter, format, summary);
      await runExport(services, { filter, sort, format, suggestedName });
    };
    services.notices.watch('Nothing was exported.', work());
  };
  const button = (
    <Button
      leftSection={<Download size={14} aria-hidden="true" />}
      rightSection={<ChevronDown size={14} aria-hidden="true" />}
      // Stays reachable, so that the reason can be read.
      {...(nothing ? { 'data-disabled': true } : {})}
      aria-disabled={nothing}
    >
      Export
    </Button>
  );
  if (nothing)
    return (
      <Tooltip label={NOTHING_TO_EXPORT} events={{ hover: true, focus: true, touch: true }}>
        {button}
      </Tooltip>
    );
  return (
    <Menu position="bottom-end" width={280} shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {summary === null ? 'All events of this filter' : formatCountOf(summary.events, 'event')}
        </Menu.Label>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => start(format)}>
            {FORMATS[format].label}
            <span className="muted"> · {FORMATS[format].about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
