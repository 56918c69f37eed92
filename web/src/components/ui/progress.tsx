import { Progress as Base } from '@base-ui/react/progress';

interface ProgressProps {
  label: string;
  /** What is written at the end of the bar, such as bytes sent of bytes in all. */
  text: string;
  value: number;
  most: number;
}

/** True progress: it stands for counted things and never runs ahead of them. */
export function Progress({ label, text, value, most }: ProgressProps) {
  return (
    <Base.Root value={value} max={most} className="grid gap-1.5" getAriaValueText={() => text}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Base.Label className="font-bold">{label}</Base.Label>
        <span aria-hidden className="text-fine text-soft tabular-nums">
          {text}
        </span>
      </div>
      <Base.Track className="h-3 overflow-hidden rounded-full bg-well">
        <Base.Indicator className="h-full bg-indigo transition-[width] duration-200" />
      </Base.Track>
    </Base.Root>
  );
}
