import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { type VariantsInput, variantsError } from '@/features/catalog/components/variants';
import type { Platform } from '@/features/channels/api/types';
import type { DraftSession } from '@/features/content/api/draft-session';
import { isBeingWritten } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { PlatformMark } from '@/platforms/platform-mark';
import { type PublishInput, usePublish } from './use-publish';

interface PublishBarProps {
  draft: Draft;
  session: DraftSession;
  platforms: readonly Platform[];
  input: PublishInput;
}

type Blocked = 'writing' | 'title' | 'price' | 'quantity' | 'variants' | 'nothing';

/** Why the draft cannot be published yet: the first reason, or null. */
export function blockedBy(
  draft: Draft,
  platforms: readonly Platform[],
  variants: VariantsInput,
): Blocked | null {
  if (isBeingWritten(draft)) return 'writing';
  if (!draft.copy.title.trim()) return 'title';
  if (!draft.facts.price) return 'price';
  if (!draft.facts.quantity) return 'quantity';
  if (variantsError(variants)) return 'variants';
  return platforms.length === 0 ? 'nothing' : null;
}

/** The publish button at the bottom of the screen, or the reason why it is disabled. */
export function PublishBar({ draft, session, platforms, input }: PublishBarProps) {
  const { t } = useTranslation();
  const publish = usePublish(session, input);
  const blocked = blockedBy(draft, platforms, input.variantsInput);
  return (
    <div className="sticky bottom-14 z-10 border-line border-t bg-sheet sm:bottom-0">
      <div className="mx-auto grid max-w-6xl gap-3 px-4 py-3 sm:px-8">
        {publish.error && <Failure error={publish.error} title={t('publish.failed')} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p id="publish-blocked" className="flex min-h-7 items-center gap-1.5 text-soft">
            {blocked
              ? t(`publish.blocked.${blocked}`)
              : platforms.map((platform) => (
                  <PlatformMark key={platform} platform={platform} size="small" />
                ))}
          </p>
          <Button
            look="main"
            className="w-full sm:w-auto"
            disabled={blocked !== null}
            busy={publish.isPending || publish.isSuccess}
            aria-describedby="publish-blocked"
            icon={<Send aria-hidden className="size-6" />}
            onClick={() => publish.mutate([...platforms])}
          >
            {platforms.length > 0
              ? t('publish.actionTo', { count: platforms.length })
              : t('publish.action')}
          </Button>
        </div>
      </div>
    </div>
  );
}
