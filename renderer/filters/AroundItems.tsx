import { Menu } from '@mantine/core';
import { useServices } from '../app/services-context.ts';
import { REACHES, showAroundMoment } from './around.ts';

/** The windows of time around a moment (µs UTC), inside a menu. */
export function AroundItems({ time }: { readonly time: number }) {
  const services = useServices();
  return (
    <>
      {REACHES.map(({ label, reach }) => (
        <Menu.Item key={label} onClick={() => showAroundMoment(services, time, reach)}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => services.view.setState({ windowAround: time })}>Another length…</Menu.Item>
    </>
  );
}
