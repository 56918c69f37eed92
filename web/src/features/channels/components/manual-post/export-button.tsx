import { useMutation, useQuery } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { api, unwrap } from '@/lib/api';
import { connectionPath, connectionsOptions, primaryConnection } from '../../api/channels';
import type { Capabilities, ExportFile, StoreProduct } from '../../api/types';

interface ExportButtonProps {
  channel: Capabilities;
  product: StoreProduct;
}

/** Downloads the file for a seller panel's bulk upload; the person uploads it there. */
export function ExportButton({ channel, product }: ExportButtonProps) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(connectionsOptions);
  const connection = primaryConnection(connections, channel.platform);
  const exportProduct = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/connections/{connection_id}/export', {
          ...connectionPath(connection?.connection_id ?? ''),
          body: { pieces: [product] },
        }),
      ),
    onSuccess: download,
  });
  const place = channel.name;
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        icon={<FileSpreadsheet aria-hidden className="size-5" />}
        busy={exportProduct.isPending}
        disabled={!connection}
        onClick={() => exportProduct.mutate()}
      >
        {t('export.get', { place })}
      </Button>
      <p className="text-fine text-soft">
        {t(connections && !connection ? 'export.connectFirst' : 'export.lead', { place })}
      </p>
      {exportProduct.error && <Failure error={exportProduct.error} />}
    </div>
  );
}

/** Save the file as a browser download. */
function download(file: ExportFile) {
  const link = document.createElement('a');
  link.href = `data:${file.media_type};base64,${file.content}`;
  link.download = file.name;
  link.click();
}
