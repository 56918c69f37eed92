import { useMutation } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { api, unwrap } from '@/lib/api';
import { platformPath } from '../../api/channels';
import type { Capabilities, ManualPostRequest } from '../../api/types';

const ManualPostDrawer = lazy(async () => ({
  default: (await import('./manual-post-drawer')).ManualPostDrawer,
}));

interface ManualPostButtonProps {
  channel: Capabilities;
  request: ManualPostRequest;
}

/** Prepares a manual post, for platforms that accept no posts by API, and opens its drawer. */
export function ManualPostButton({ channel, request }: ManualPostButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const prepare = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/connections/{platform}/manual-post', {
          ...platformPath(channel.platform),
          body: request,
        }),
      ),
    onSuccess: () => setOpen(true),
  });
  const place = channel.manual_post ?? channel.name;
  return (
    <div className="grid justify-items-start gap-3">
      <Button
        icon={<Hand aria-hidden className="size-5" />}
        busy={prepare.isPending}
        onClick={() => prepare.mutate()}
      >
        {t('manualPost.prepare', { place })}
      </Button>
      {prepare.error && <Failure error={prepare.error} />}
      {prepare.data && (
        <Suspense>
          <ManualPostDrawer manualPost={prepare.data} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </div>
  );
}
