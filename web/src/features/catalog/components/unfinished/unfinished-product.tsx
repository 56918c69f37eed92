import { Link } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Picture } from '@/components/ui/picture';
import { paths } from '@/config/paths';
import { formatMoment } from '@/lib/format';
import type { Product } from '../../api/types';

interface UnfinishedProductProps {
  product: Product;
  title: string;
  picture: string | undefined;
  busy: boolean;
  onDelete: () => void;
}

/** A product that was never live: a link to go on with it, and its deletion. */
export function UnfinishedProduct(props: UnfinishedProductProps) {
  const { product, title, picture, busy, onDelete } = props;
  const { t } = useTranslation();
  return (
    <li className="relative flex items-center gap-4 rounded-cut bg-sheet p-3 has-[a:hover]:bg-indigo-wash">
      <Picture src={picture} alt="" className="size-20 shrink-0 rounded-cut object-cover" />
      <Link
        to={paths.product}
        params={{ productId: product.product_id }}
        className="min-w-0 flex-1 after:absolute after:inset-0"
      >
        <span className="line-clamp-2 font-bold">{title}</span>
        <span className="block text-fine text-soft">{formatMoment(product.updated_at)}</span>
        <span className="block font-bold text-indigo">{t('home.continue')}</span>
      </Link>
      <Button
        look="plain"
        className="relative z-1 min-w-11 self-start"
        busy={busy}
        aria-label={t('unfinished.delete', { title })}
        icon={<Trash2 aria-hidden className="size-5" />}
        onClick={onDelete}
      />
    </li>
  );
}
