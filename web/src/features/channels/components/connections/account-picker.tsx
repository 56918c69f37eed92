import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { useChooseAccount } from '../../api/channels';
import type { PendingConnection } from '../../api/types';

/** The choice of one account, for platforms that give access to several. */
export function AccountPicker({ pending }: { pending: PendingConnection }) {
  const { t } = useTranslation();
  const label = useId();
  const { accounts } = pending;
  const [chosen, setChosen] = useState(accounts[0]?.id ?? '');
  const choose = useChooseAccount(pending);
  return (
    <div className="grid justify-items-start gap-4">
      <p id={label} className="font-bold">
        {t('connections.choose')}
      </p>
      <div role="radiogroup" aria-labelledby={label} className="grid w-full gap-2">
        {accounts.map((account) => (
          <label
            key={account.id}
            className="flex min-h-12 cursor-pointer items-center gap-3 rounded-cut border border-line bg-sheet px-4 has-checked:border-indigo has-checked:bg-indigo-wash"
          >
            <input
              type="radio"
              name={label}
              checked={account.id === chosen}
              onChange={() => setChosen(account.id)}
              className="size-5 accent-indigo"
            />
            <span className="font-bold">{account.name}</span>
          </label>
        ))}
      </div>
      {choose.error && <Failure error={choose.error} />}
      <Button look="main" busy={choose.isPending} onClick={() => choose.mutate(chosen)}>
        {t('connections.chooseAction')}
      </Button>
    </div>
  );
}
