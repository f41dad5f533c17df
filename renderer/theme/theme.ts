import { createTheme } from '@mantine/core';

const FLOAT = { duration: 120, transition: 'fade' } as const;

/** Defaults of Mantine's components. Colours, sizes and shapes are in `tokens.css` and `mantine.css`. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { transitionProps: FLOAT, shadow: 'md' } } },
    // Red means something here, and Saturdays do not.
    DatePicker: { defaultProps: { weekendDays: [] } },
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 120 } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Popover: { defaultProps: { transitionProps: FLOAT, offset: 4, returnFocus: true } },
    Menu: { defaultProps: { transitionProps: FLOAT, offset: 4, withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: FLOAT, multiline: true, withArrow: false } },
    // A landmark of the page, see index.html: what floats is found by jumping from region to region.
    Portal: { defaultProps: { target: '#floats' } },
    Modal: { defaultProps: { lockScroll: false, transitionProps: FLOAT, centered: false, yOffset: 80 } },
  },
});
