import { useMutation } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskAssist } from '@/api/channels';
import type { Capabilities } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { api, unwrap } from '@/lib/api';
import { at } from '../api/channels';

const AssistDrawer = lazy(async () => ({
  default: (await import('./assist-drawer')).AssistDrawer,
}));

interface AssistProps {
  channel: Capabilities;
  wish: AskAssist;
}

/** For a place that lets no program post: everything is laid out for the person to post it. */
export function Assist({ channel, wish }: AssistProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const prepare = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/connections/{platform}/manual-post', {
          ...at(channel.platform),
          body: wish,
        }),
      ),
    onSuccess: () => setOpen(true),
  });
  const place = channel.assist ?? channel.name;
  return (
    <div className="grid justify-items-start gap-3">
      <Button
        icon={<Hand aria-hidden className="size-5" />}
        busy={prepare.isPending}
        onClick={() => prepare.mutate()}
      >
        {t('assist.prepare', { place })}
      </Button>
      {prepare.error && <Failure error={prepare.error} />}
      {prepare.data && (
        <Suspense>
          <AssistDrawer assist={prepare.data} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </div>
  );
}
