import type { LandData, LandLayer } from '../land/layers.js';

export type Collections = ReadonlyMap<string, LandLayer>;

const features = 'http://www.opengis.net/spec/ogcapi-features';

export const landingPage = {
  title: 'Cơ sở dữ liệu đất đai (dữ liệu tổng hợp)',
  links: [
    { rel: 'conformance', href: 'conformance' },
    { rel: 'data', href: 'collections' },
  ],
};

export const conformance = {
  conformsTo: [
    `${features}-1/1.0/conf/core`,
    `${features}-1/1.0/conf/geojson`,
    `${features}-2/1.0/conf/crs`,
    `${features}-3/1.0/conf/filter`,
    `${features}-3/1.0/conf/features-filter`,
    'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
    'http://www.opengis.net/spec/cql2/1.0/conf/cql2-json',
    'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
    'http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions',
  ],
};

export const collectionsDocument = (data: LandData, collections: Collections) => ({
  collections: [...collections].map(([id, layer]) => collectionDocument(data, id, layer)),
  links: [],
});

export const collectionDocument = ({ epsg }: LandData, id: string, { title }: LandLayer) => ({
  id,
  title,
  itemType: 'feature',
  crs: ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', `http://www.opengis.net/def/crs/EPSG/0/${epsg}`],
  storageCrs: `http://www.opengis.net/def/crs/EPSG/0/${epsg}`,
  links: [{ rel: 'items', type: 'application/geo+json', href: `collections/${id}/items` }],
});
