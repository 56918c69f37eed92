import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { stockOptions } from '../api/stock';
import type { Product } from '../api/types';

interface OversoldNoticeProps {
  product: Product;
  platforms: readonly { platform: string; name: string }[];
}

/** The orders of which pieces are not there, because they were sold somewhere else before. */
export function OversoldNotice({ product, platforms }: OversoldNoticeProps) {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...stockOptions(product.product_id),
    enabled: product.status === 'active',
  });
  const lines = data?.oversold ?? [];
  const nameOf = (platform: string) =>
    platforms.find((one) => one.platform === platform)?.name ?? platform;
  if (lines.length === 0) return null;
  return (
    <Notice tone="warning" title={t('oversold.title')}>
      {lines.map(({ platform, account_id, order_id, sku, short }) => (
        <div key={[platform, account_id, order_id, sku].join()} className="grid gap-2 break-words">
          <p>{t('oversold.line', { platform: nameOf(platform), count: short, order: order_id })}</p>
          <p className="text-fine text-soft">{t('oversold.words')}</p>
          <blockquote className="border-turmeric border-s-4 ps-4">
            {t('oversold.message', { order: order_id })}
          </blockquote>
          <CopyButton text={t('oversold.message', { order: order_id })} />
        </div>
      ))}
      <p>{t('oversold.remedy')}</p>
    </Notice>
  );
}
