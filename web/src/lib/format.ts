/** Numbers, money and times in the person's locale: lakh grouping, Latin digits. */
import i18next from 'i18next';
import type { components } from '@/api/schema';

export type Money = components['schemas']['MoneyAmount'];

function locale(): string {
  return i18next.language === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN';
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** `{amount: "123450.00", currency: "INR"}` → ₹1,23,450: no paise when there are none. */
export function formatMoney(money: Money): string {
  const whole = /^\d+(\.0+)?$/.test(money.amount);
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(money.amount as unknown as number);
}

/** A small cost, `0.0042` of `USD`: shown to hundredths of a cent. */
export function formatCost(amount: string, currency: string): string {
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(amount as unknown as number);
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** Decimal units, as the artisan's phone shows them. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

export function formatPercent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent' }).format(share);
}

export function formatDay(instant: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(instant));
}

export function formatMoment(instant: string): string {
  const options = { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(instant));
}

/** A day of the week, 0 = Monday, in a few letters. */
export function formatWeekday(day: number): string {
  // 5 January 1970 was a Monday.
  const instant = Date.UTC(1970, 0, 5 + day);
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(instant);
}
