import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PenLine, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { languageAttributes, languageInfo } from '@/lib/languages';
import { deleteTemplate } from '../../api/templates';
import type { Template } from '../../api/types';
import { contentKeys } from '../../keys';

interface TemplateListProps {
  templates: readonly Template[];
  /** The display names of platforms. */
  names: Readonly<Record<string, string>>;
  onEdit: (template: Template) => void;
}

/** The person's templates, with the beginning of each. */
export function TemplateList({ templates, names, onEdit }: TemplateListProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteTemplate,
    onSettled: () => client.invalidateQueries({ queryKey: contentKeys.templates() }),
  });
  return (
    <div className="grid gap-4">
      {remove.error && <Failure error={remove.error} />}
      <ul className="grid gap-4 md:grid-cols-2">
        {templates.map((template) => (
          <li
            key={template.template_id}
            className="flex flex-col justify-between gap-3 rounded-stamp bg-sheet p-5"
          >
            <div>
              <h3 className="text-lead">{template.name}</h3>
              <p className="text-fine text-soft">
                {template.platform
                  ? (names[template.platform] ?? template.platform)
                  : t('template.anyPlatform')}
                {' · '}
                <bdi {...languageAttributes(template.language)}>
                  {languageInfo(template.language).name}
                </bdi>
              </p>
              <p
                {...languageAttributes(template.language)}
                className="mt-2 line-clamp-4 whitespace-pre-line text-soft"
              >
                {template.body}
              </p>
            </div>
            <div className="-ms-3 flex flex-wrap gap-2">
              <Button
                look="plain"
                icon={<PenLine aria-hidden className="size-5" />}
                aria-label={t('template.editOf', { name: template.name })}
                onClick={() => onEdit(template)}
              >
                {t('template.edit')}
              </Button>
              <Confirm
                title={t('template.deleteTitle', { name: template.name })}
                body={t('template.deleteBody')}
                action={t('template.delete')}
                onConfirm={() => remove.mutate(template.template_id)}
                trigger={(ask) => (
                  <Button
                    look="plain"
                    icon={<Trash2 aria-hidden className="size-5" />}
                    aria-label={t('template.deleteOf', { name: template.name })}
                    onClick={ask}
                  >
                    {t('template.delete')}
                  </Button>
                )}
              />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
