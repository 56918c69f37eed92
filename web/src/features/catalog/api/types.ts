/** The API types of catalog, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type NewProduct = Schemas['ProductCreate'];
