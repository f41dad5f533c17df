import { Button, Popover, Select } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { formatInstant } from '../../shared/time/format.ts';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';
import { useAsOf, useZone } from './use-settings.ts';
import { localZone, zoneNames } from './zone-names.ts';

/** The zone of every time on screen, of the histogram's days and of local dates. */
export function ZoneSwitch() {
  const { preferences } = useServices();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const choose = (chosen: string): void => {
    preferences.setState({ zone: chosen });
    setOpen(false);
  };
  const local = localZone();
  const now = useAsOf().at;
  const named = zone === 'UTC' || zone === local ? [] : [{ zone, label: zone }];
  const usual = [{ zone: 'UTC', label: 'UTC' }, { zone: local, label: `Local: ${local}` }, ...named];
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          className={styles.setting}
          aria-label={`Time zone: ${zone}`}
          aria-expanded={open}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpen((before) => !before)}
        >
          {zone}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Time zone">
        <div className={styles.menu}>
          {usual.map((item) => (
            <button
              key={item.label}
              type="button"
              className={styles.menuItem}
              aria-pressed={item.zone === zone}
              onClick={() => choose(item.zone)}
            >
              {item.label}
              <span className={styles.note}>{offsetLabel(now, item.zone)}</span>
              {item.zone === zone && <Check size={14} aria-hidden="true" />}
            </button>
          ))}
          <Select
            label="Another zone"
            placeholder="Search, such as Europe/Berlin"
            searchable
            limit={100}
            comboboxProps={{ withinPortal: false }}
            data={zoneNames()}
            value={null}
            onChange={(chosen) => chosen !== null && choose(chosen)}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** How far a zone is from UTC at "as of". */
function offsetLabel(at: number, zone: string): string {
  return zone === 'UTC' ? '' : (formatInstant(at, zone, { precision: 'day' }).split(' ').at(-1) ?? '');
}
