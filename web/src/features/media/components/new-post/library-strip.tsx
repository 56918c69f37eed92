import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { PRODUCT_LIMITS } from '@/config/limits';
import { paths } from '@/config/paths';
import { libraryOptions } from '../../api/library';
import { PhotoPicture } from '../photo-picture';

const MAX_SHOWN = 12;
const ALL_PHOTOS = {};

interface LibraryStripProps {
  busy: boolean;
  onPhotos: (photoIds: string[]) => void;
}

/** The newest photos of the library, to start a draft from. */
export function LibraryStrip({ busy, onPhotos }: LibraryStripProps) {
  const { t } = useTranslation();
  const { data = [] } = useInfiniteQuery(libraryOptions(ALL_PHOTOS));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ready = data.filter((one) => one.status === 'ready').slice(0, MAX_SHOWN);
  if (ready.length === 0) return null;
  const toggle = (id: string) =>
    setChosen((had) => (had.includes(id) ? had.filter((one) => one !== id) : [...had, id]));
  return (
    <section aria-labelledby="library-strip" className="grid gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="library-strip" className="text-head">
          {t('library.pickTitle')}
        </h2>
        <Link
          to={paths.library}
          className="inline-flex min-h-11 items-center font-bold text-indigo underline"
        >
          {t('library.pickAll')}
        </Link>
      </div>
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-6">
        {ready.map((photo) => (
          <li key={photo.photo_id}>
            <label className="group relative block cursor-pointer">
              <input
                type="checkbox"
                className="peer sr-only"
                checked={chosen.includes(photo.photo_id)}
                disabled={
                  chosen.length >= PRODUCT_LIMITS.photos && !chosen.includes(photo.photo_id)
                }
                aria-label={t('library.choose', { name: photo.filename })}
                onChange={() => toggle(photo.photo_id)}
              />
              <PhotoPicture
                photo={photo}
                alt=""
                sizes="(min-width: 40rem) 15vw, 30vw"
                className="aspect-square w-full rounded-cut peer-checked:outline-4 peer-checked:outline-indigo peer-focus-visible:outline-4 peer-focus-visible:outline-turmeric"
              />
              <span
                aria-hidden
                className="absolute start-1.5 top-1.5 hidden size-8 place-items-center rounded-stamp bg-indigo text-on-indigo peer-checked:grid"
              >
                <Check className="size-6" strokeWidth={3} />
              </span>
            </label>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <Button
          look="main"
          busy={busy}
          className="justify-self-start"
          onClick={() => onPhotos([...chosen])}
        >
          {t('library.pickAction', { count: chosen.length })}
        </Button>
      )}
    </section>
  );
}
