import { ActionIcon, Menu } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { AroundItems } from './AroundItems.tsx';

/** What else happened around this event: its window of time, in the head of its details. */
export function AroundButton({ time }: { readonly time: number }) {
  return (
    <Menu position="bottom-end" width={180} shadow="md" returnFocus>
      <Menu.Target>
        <ActionIcon aria-label="Time around this event" title="Time around this event (w in the log)">
          <CalendarClock size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label="Time around this event">
        <AroundItems time={time} />
      </Menu.Dropdown>
    </Menu>
  );
}
