import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab {
  value: string;
  label: string;
  mark?: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

/** Tabs that scroll sideways on a phone; arrows move between them. */
export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(String(next))}>
      <Base.List
        aria-label={label}
        className="no-scrollbar -mx-4 flex gap-1 overflow-x-auto border-line border-b-2 px-4 py-1 sm:mx-0 sm:px-0"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-1.5 flex min-h-12 shrink-0 items-center gap-2 border-transparent border-b-4 px-3 font-bold text-soft hover:text-ink data-active:border-indigo data-active:text-ink"
          >
            {tab.mark}
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} tabIndex={-1} className="pt-6 outline-none">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
