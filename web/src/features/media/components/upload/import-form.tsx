import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { useLibraryMutation } from '../../api/library';
import { importPhoto } from '../../api/upload-requests';

/** Imports a picture from a URL. */
export function ImportForm({ folder }: { folder: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const fetching = useLibraryMutation((url: string) => importPhoto(url, folder));
  const send = () => {
    const isAddress = /^https?:\/\/[^\s/]+/i.test(address.trim());
    setWrong(!isAddress);
    if (!isAddress || fetching.isPending) return;
    fetching.mutate(address.trim(), { onSuccess: () => setAddress('') });
  };
  if (!open)
    return (
      <Button
        look="plain"
        icon={<Link2 aria-hidden className="size-5" />}
        onClick={() => setOpen(true)}
      >
        {t('library.fromUrl')}
      </Button>
    );
  return (
    <form
      noValidate
      className="grid w-full max-w-xl gap-3 text-start"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        autoFocus
        type="url"
        label={t('library.url')}
        placeholder="https://"
        hint={t('library.urlHint')}
        error={wrong ? t('library.urlInvalid') : undefined}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      {fetching.error && <Failure error={fetching.error} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" busy={fetching.isPending}>
          {t('library.fetch')}
        </Button>
        {fetching.isSuccess && <p role="status">{t('library.fetching')}</p>}
      </div>
    </form>
  );
}
