import { escaped } from './exceptions.js';
import type { WfsLayers } from './wfs-layers.js';

/** The short form of a capabilities document: operations, feature types, and what filters may say. */
export const capabilities = (layers: WfsLayers): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1" ' +
  'xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:land="urn:x-sandbox:land">' +
  '<ows:ServiceIdentification><ows:Title>Cơ sở dữ liệu đất đai (dữ liệu tổng hợp)</ows:Title>' +
  '<ows:ServiceType>WFS</ows:ServiceType><ows:ServiceTypeVersion>2.0.0</ows:ServiceTypeVersion></ows:ServiceIdentification>' +
  '<ows:OperationsMetadata><ows:Operation name="GetCapabilities"/><ows:Operation name="GetFeature">' +
  '<ows:Parameter name="outputFormat"><ows:AllowedValues><ows:Value>application/geo+json</ows:Value></ows:AllowedValues></ows:Parameter>' +
  '</ows:Operation></ows:OperationsMetadata><wfs:FeatureTypeList>' +
  [...layers]
    .map(
      ([name, { title }]) =>
        `<wfs:FeatureType><wfs:Name>${name}</wfs:Name><wfs:Title>${escaped(title)}</wfs:Title></wfs:FeatureType>`,
    )
    .join('') +
  '</wfs:FeatureTypeList><fes:Filter_Capabilities><fes:Scalar_Capabilities><fes:LogicalOperators/></fes:Scalar_Capabilities>' +
  '<fes:Spatial_Capabilities><fes:SpatialOperators><fes:SpatialOperator name="BBOX"/><fes:SpatialOperator name="Intersects"/>' +
  '</fes:SpatialOperators></fes:Spatial_Capabilities></fes:Filter_Capabilities></wfs:WFS_Capabilities>';
