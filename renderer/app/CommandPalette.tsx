import { Modal, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import styles from './CommandPalette.module.css';
import { type Command, findCommands } from './commands.ts';
import { useServices } from './services-context.ts';

/** Everything the program can do, by name. */
export function CommandPalette({ commands }: { readonly commands: readonly Command[] }) {
  const { view } = useServices();
  const open = useStore(view, (state) => state.paletteOpen);
  const close = (): void => view.setState({ paletteOpen: false });
  return (
    <Modal
      opened={open}
      onClose={close}
      withCloseButton={false}
      title="Command palette"
      classNames={{ header: styles.header ?? '', body: styles.body ?? '' }}
      size={520}
      transitionProps={{ duration: 0 }}
    >
      {open && <CommandList commands={commands} onDone={close} />}
    </Modal>
  );
}

interface CommandListProps {
  readonly commands: readonly Command[];
  readonly onDone: () => void;
}

function CommandList({ commands, onDone }: CommandListProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = findCommands(commands, text);
  const input = useRef<HTMLInputElement>(null);
  // The dialog moves the focus a moment later; what is typed until then would go to the log.
  useLayoutEffect(() => input.current?.focus(), []);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onDone();
    command.run();
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setChosen(Math.min(found.length - 1, chosen + 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1));
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  }
  return (
    <>
      <TextInput
        ref={input}
        data-autofocus
        role="combobox"
        aria-label="Search commands"
        aria-expanded="true"
        aria-controls="command-list"
        aria-activedescendant={found[chosen] === undefined ? undefined : `command-${chosen}`}
        placeholder="Type a command"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id="command-list" role="listbox" aria-label="Commands">
        {found.map((command, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the input holds the focus and names the chosen option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input's keys choose
          <div
            key={command.id}
            id={`command-${at}`}
            ref={at === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
            className={styles.item}
            role="option"
            aria-selected={at === chosen}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            {command.keys !== null && <kbd className={styles.keys}>{command.keys}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>No command matches.</p>}
    </>
  );
}
