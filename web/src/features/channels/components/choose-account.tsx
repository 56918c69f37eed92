import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import type { ConnectionActions } from '../api/channels';

interface ChooseAccountProps {
  choices: Connection['choices'];
  choosing: ConnectionActions['choose'];
}

/** Some platforms give access to several pages or boards: the person says which one. */
export function ChooseAccount({ choices, choosing }: ChooseAccountProps) {
  const { t } = useTranslation();
  const label = useId();
  const [chosen, setChosen] = useState(choices[0]?.id ?? '');
  return (
    <div className="grid justify-items-start gap-4">
      <p id={label} className="font-bold">
        {t('connections.choose')}
      </p>
      <div role="radiogroup" aria-labelledby={label} className="grid w-full gap-2">
        {choices.map((choice) => (
          <label
            key={choice.id}
            className="flex min-h-12 cursor-pointer items-center gap-3 rounded-cut border border-line bg-sheet px-4 has-checked:border-indigo has-checked:bg-indigo-wash"
          >
            <input
              type="radio"
              name={label}
              checked={choice.id === chosen}
              onChange={() => setChosen(choice.id)}
              className="size-5 accent-indigo"
            />
            <span className="font-bold">{choice.name}</span>
          </label>
        ))}
      </div>
      <Button look="main" busy={choosing.isPending} onClick={() => choosing.mutate(chosen)}>
        {t('connections.chooseAction')}
      </Button>
    </div>
  );
}
