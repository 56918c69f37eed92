/** What is about numbers of pieces, in one chunk: each alone would cost a slow network as much. */
import { OversoldNotice } from '@/features/catalog/components/oversold-notice';
import { VariantsSection } from './variants-section';

export const stockPart = { OversoldNotice, VariantsSection };
