import { Button, Menu } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './StripMenu.module.css';

/** One of several things to choose. */
export interface StripChoice {
  readonly key: string;
  readonly label: ReactNode;
  readonly chosen: boolean;
  /** Why it cannot be chosen; null when it can. */
  readonly refused?: string | null;
  readonly onChoose: () => void;
}

interface StripMenuProps {
  /** Name of the button, with what is chosen. */
  readonly name: string;
  readonly shown: ReactNode;
  readonly groups: readonly { readonly title: string | null; readonly choices: readonly StripChoice[] }[];
}

/** A small menu of which one entry is chosen. */
export function StripMenu({ name, shown, groups }: StripMenuProps) {
  return (
    <Menu position="bottom-start" shadow="md" width={240}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={styles.button}
          aria-label={name}
          rightSection={<ChevronDown size={12} aria-hidden="true" />}
        >
          {shown}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {groups
          .filter(({ choices }) => choices.length > 0)
          .map(({ title, choices }) => (
            <div key={title ?? ''}>
              {title !== null && <Menu.Label>{title}</Menu.Label>}
              {choices.map(({ key, label, chosen, refused = null, onChoose }) => (
                <Menu.RadioItem
                  key={key}
                  value={key}
                  checked={chosen}
                  closeMenuOnClick
                  checkIcon={<Check size={14} aria-hidden="true" />}
                  disabled={refused !== null}
                  title={refused ?? undefined}
                  onChange={onChoose}
                >
                  {label}
                </Menu.RadioItem>
              ))}
            </div>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
