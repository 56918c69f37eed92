import { useMutation } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SheetFile, SheetPiece } from '@/api/channels';
import type { Capabilities } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { api, unwrap } from '@/lib/api';
import { at } from '../api/channels';

interface SheetButtonProps {
  channel: Capabilities;
  piece: SheetPiece;
}

/** The file that a panel's own bulk upload takes; the person uploads it there. */
export function SheetButton({ channel, piece }: SheetButtonProps) {
  const { t } = useTranslation();
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/connections/{platform}/export', {
          ...at(channel.platform),
          body: { pieces: [piece] },
        }),
      ),
    onSuccess: keep,
  });
  const place = channel.name;
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        icon={<FileSpreadsheet aria-hidden className="size-5" />}
        busy={make.isPending}
        onClick={() => make.mutate()}
      >
        {t('sheet.get', { place })}
      </Button>
      <p className="text-fine text-soft">{t('sheet.lead', { place })}</p>
      {make.error && <Failure error={make.error} />}
    </div>
  );
}

/** Hand the file to the browser, as a download. */
function keep(file: SheetFile) {
  const link = document.createElement('a');
  link.href = `data:${file.media_type};base64,${file.content}`;
  link.download = file.name;
  link.click();
}
