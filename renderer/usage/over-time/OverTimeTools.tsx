import { Button, SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { useServices } from '../../app/services-context.ts';
import { ResetZoom } from '../../histogram/StripToolbar.tsx';
import { SHAPES, type Shape } from '../../state/over-time-store.ts';
import styles from './UsageOverTime.module.css';

const SHAPE_LABELS: Readonly<Record<Shape, string>> = { bars: 'Bars', area: 'Area' };

const SWITCHES = [
  ['cumulative', 'Cumulative', 'Draws running totals instead of what each point has by itself'],
  ['compare', 'Compare', 'Draws the period before over it and states the difference'],
  ['forecast', 'Forecast', 'Forecasts the month of “as of” to its end, with an interval'],
] as const;

/**
 * How usage over time is drawn.
 * @param noArea why areas cannot be drawn; null when they can
 */
export function OverTimeTools({ noArea }: { readonly noArea: string | null }) {
  const { overTime } = useServices();
  const state = useStore(overTime);
  return (
    <span className={styles.tools}>
      <ResetZoom />
      <SegmentedControl
        aria-label="Drawn as"
        title={noArea ?? undefined}
        data={SHAPES.map((shape) => ({
          value: shape,
          label: SHAPE_LABELS[shape],
          disabled: shape === 'area' && noArea !== null,
        }))}
        value={noArea === null ? state.shape : 'bars'}
        onChange={(shape) => overTime.setState({ shape: shape === 'area' ? 'area' : 'bars' })}
      />
      {SWITCHES.map(([name, label, about]) => (
        <Button
          key={name}
          variant="subtle"
          className={styles.switch}
          aria-pressed={state[name]}
          title={about}
          onClick={() => overTime.setState({ [name]: !state[name] })}
        >
          {label}
        </Button>
      ))}
    </span>
  );
}
