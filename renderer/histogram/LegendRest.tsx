import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import styles from './HistogramLegend.module.css';
import { SeriesButton, type SeriesButtonProps } from './SeriesButton.tsx';

interface LegendRestProps {
  readonly series: readonly SeriesButtonProps[];
}

/** The series that have no room in the legend, in a list of their own. */
export function LegendRest({ series }: LegendRestProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          className={styles.more}
          aria-label={`${series.length} more in the legend`}
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          +{series.length} more
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <ul className={styles.rest} aria-label="More series">
          {series.map((one) => (
            <li key={`${one.look.series.kind} ${one.look.series.key}`}>
              <SeriesButton {...one} withAmount />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
