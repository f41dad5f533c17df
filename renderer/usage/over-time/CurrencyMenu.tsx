import { useServices } from '../../app/services-context.ts';
import { StripMenu } from '../../histogram/StripMenu.tsx';
import { LogText } from '../../ui/LogText.tsx';
import { formatMoney } from '../../ui/numbers.ts';
import type { CurrencyAmount } from './over-time-text.ts';
import { currencyName } from './over-time-text.ts';

interface CurrencyMenuProps {
  readonly currencies: readonly CurrencyAmount[];
  readonly shown: string | null;
}

/** Which currency is drawn, where there are several; nothing where there are not. */
export function CurrencyMenu({ currencies, shown }: CurrencyMenuProps) {
  const { overTime } = useServices();
  if (currencies.length < 2) return null;
  return (
    <StripMenu
      name={`Currency: ${currencyName(shown)}`}
      shown={<LogText text={currencyName(shown)} limit={20} />}
      groups={[
        {
          title: 'Never added to each other',
          choices: currencies.map(({ currency, amount }) => ({
            key: currency ?? '',
            label: (
              <LogText text={`${currencyName(currency)}: ${formatMoney(amount, currency)}`} limit={60} />
            ),
            chosen: currency === shown,
            onChoose: () => overTime.setState({ currency }),
          })),
        },
      ]}
    />
  );
}
