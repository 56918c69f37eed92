/** What the forms take is what the API takes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PRODUCT_LIMITS } from '@/config/limits';

interface Limits {
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  items?: Limits;
  additionalProperties?: Limits;
  anyOf?: Limits[];
}
const { components } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  components: { schemas: Record<string, { properties: Record<string, Limits> }> };
};

/** The limits of a field, of which null may be another alternative. */
function limitsOf(schema: string, field: string): Limits {
  const found = components.schemas[schema]?.properties[field];
  if (!found) throw new Error(`${schema} has no ${field}`);
  return found.anyOf?.find((one) => one.maxLength ?? one.maximum) ?? found;
}

const EXPECTED = (schema: string) => ({
  title: limitsOf(schema, 'title').maxLength,
  craft: limitsOf(schema, 'craft').maxLength,
  technique: limitsOf(schema, 'technique').maxLength,
  dimensions: limitsOf(schema, 'dimensions').maxLength,
  region: limitsOf(schema, 'region').maxLength,
  link: limitsOf(schema, 'link').maxLength,
  story: limitsOf(schema, 'story').maxLength,
  materials: limitsOf(schema, 'materials').maxItems,
  material: limitsOf(schema, 'materials').items?.maxLength,
  quantity: limitsOf(schema, 'quantity').maximum,
  variants: limitsOf(schema, 'variants').maxItems,
  option: limitsOf('VariantWrite', 'options').additionalProperties?.maxLength,
  photos: limitsOf(schema, 'photo_ids').maxItems,
});

test.each(['ProductCreate', 'ProductUpdate'])('the limits of %s', (schema) => {
  expect(PRODUCT_LIMITS).toEqual(EXPECTED(schema));
});
