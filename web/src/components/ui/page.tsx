import { type ReactNode, useEffect } from 'react';

interface PageProps {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A page: its name in the tab and as the one heading, then what it holds. */
export function Page({ title, lead, action, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Haat`;
  }, [title]);
  return (
    <div className="mx-auto grid max-w-6xl gap-8 px-4 pt-6 pb-16 sm:px-8 sm:pt-10">
      <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="grid max-w-2xl gap-2">
          <h1 className="text-title">{title}</h1>
          {lead && <p className="text-lead text-soft">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
