import { Progress as Base } from '@base-ui/react/progress';

interface ProgressProps {
  label: string;
  /** The text beside the bar, such as bytes sent of all bytes. */
  text: string;
  value: number;
  max: number;
}

/** A progress bar of counted things; it never runs ahead of them. */
export function Progress({ label, text, value, max }: ProgressProps) {
  return (
    <Base.Root value={value} max={max} className="grid gap-1.5" getAriaValueText={() => text}>
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
