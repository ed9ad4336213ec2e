/** The description of the API in OpenAPI 3.0, made from the collections. */
import { COLLECTIONS, type Collection, type Property } from "./collections";
import { CRS84, OGC_CRS } from "./crs";
import { DESCRIPTION, GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, TITLE } from "./documents";
import { DEFAULT_LIMIT, MAX_LIMIT } from "./request";

/** Parts of the document by name. */
type Named = Readonly<Record<string, object>>;

/** The document. */
export function openApiDocument(base: string): object {
  return {
    openapi: "3.0.3",
    info: { title: TITLE, description: DESCRIPTION, version: "1.0.0" },
    servers: [{ url: base }],
    security: [{ token: [] }],
    tags: [
      { name: "Capabilities", description: "What there is." },
      { name: "Data", description: "The features." },
    ],
    paths: {
      "/": document("landingPage", "The landing page.", ref("landingPage")),
      "/api": document("api", "This document.", { type: "object" }, OPENAPI_TYPE),
      "/conformance": document("conformance", "What is implemented.", ref("conformance")),
      "/collections": document("collections", "The collections.", ref("collections")),
      ...ofEach(pathsOf),
    },
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "The token of your organisation; the demo mode needs none.",
        },
      },
      parameters: PARAMETERS,
      responses: {
        BadRequest: response("A parameter is unknown or makes no sense.", ref("exception")),
        Unauthorized: response("Nobody is signed in.", ref("exception")),
        NotFound: response("There is no such thing, or not for you.", ref("exception")),
        NotModified: { description: "You have it already: If-None-Match holds its ETag." },
      },
      schemas: { ...SCHEMAS, ...ofEach(schemasOf) },
    },
  };
}

function ofEach(make: (collection: Collection) => Named): Named {
  return Object.fromEntries(COLLECTIONS.flatMap((collection) => Object.entries(make(collection))));
}

function pathsOf(collection: Collection): Named {
  const { id, title, description, properties } = collection;
  const filters = properties.filter(({ isFilter }) => isFilter);
  const names = ["limit", "bbox", "bbox-crs", "crs", "datetime", "cursor", "f"];
  return {
    [`/collections/${id}`]: document(`${id}Collection`, title, ref("collection")),
    [`/collections/${id}/items`]: operation(`${id}Items`, "Data", description, {
      parameters: [
        ...names.map((name) => ({ $ref: `#/components/parameters/${name}` })),
        ...filters.map(filterParameter),
      ],
      responses: {
        200: featuresResponse(title, ref(`${id}FeatureCollection`)),
        304: { $ref: "#/components/responses/NotModified" },
        400: { $ref: "#/components/responses/BadRequest" },
        401: { $ref: "#/components/responses/Unauthorized" },
      },
    }),
    [`/collections/${id}/items/{featureId}`]: operation(`${id}Item`, "Data", `One of: ${title}`, {
      parameters: [
        ...["featureId", "crs", "f"].map((name) => ({ $ref: `#/components/parameters/${name}` })),
      ],
      responses: {
        200: featuresResponse(title, ref(`${id}Feature`)),
        304: { $ref: "#/components/responses/NotModified" },
        400: { $ref: "#/components/responses/BadRequest" },
        401: { $ref: "#/components/responses/Unauthorized" },
        404: { $ref: "#/components/responses/NotFound" },
      },
    }),
  };
}

function schemasOf({ id, properties, isArea }: Collection): Named {
  const shown = properties.map(({ name, type, description, values }): [string, object] => [
    name,
    { type, description, nullable: true, ...(values === undefined ? {} : { enum: values }) },
  ]);
  return {
    [`${id}Feature`]: {
      type: "object",
      required: ["type", "id", "geometry", "properties"],
      properties: {
        type: { type: "string", enum: ["Feature"] },
        id: { type: "string", description: "As in GraphQL: for node(id)." },
        geometry: {
          type: "object",
          required: ["type", "coordinates"],
          properties: {
            type: {
              type: "string",
              enum: isArea ? ["Polygon", "MultiPolygon"] : ["LineString", "MultiLineString"],
            },
            coordinates: { type: "array", items: {} },
          },
        },
        properties: { type: "object", properties: Object.fromEntries(shown) },
        links: { type: "array", items: ref("link") },
      },
    },
    [`${id}FeatureCollection`]: {
      type: "object",
      required: ["type", "features"],
      properties: {
        type: { type: "string", enum: ["FeatureCollection"] },
        features: { type: "array", items: ref(`${id}Feature`) },
        links: { type: "array", items: ref("link") },
        timeStamp: { type: "string", format: "date-time" },
        numberMatched: {
          type: "integer",
          minimum: 0,
          description: "On the first page only, and not where it is more than 100,000.",
        },
        numberReturned: { type: "integer", minimum: 0 },
      },
    },
  };
}

function filterParameter({ name, type, description, values }: Property): object {
  return query(name, `Only features with this value. ${description}`, {
    type,
    ...(values === undefined ? {} : { enum: values }),
  });
}

const CRS_SCHEMA = {
  type: "string",
  format: "uri",
  enum: OGC_CRS.map(({ uri }) => uri),
  default: CRS84.uri,
};

const PARAMETERS = {
  featureId: {
    name: "featureId",
    in: "path",
    required: true,
    description: "Id of the feature.",
    schema: { type: "string" },
  },
  limit: query("limit", "How many features a page has at most.", {
    type: "integer",
    minimum: 1,
    maximum: MAX_LIMIT,
    default: DEFAULT_LIMIT,
  }),
  bbox: {
    ...query("bbox", "Only features that meet this box: its lower corner, then its upper one.", {
      type: "array",
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
      items: { type: "number" },
    }),
  },
  "bbox-crs": query("bbox-crs", "The coordinates of bbox, with its order of axes.", CRS_SCHEMA),
  crs: query("crs", "The coordinates of the answer, with its order of axes.", CRS_SCHEMA),
  datetime: query(
    "datetime",
    "A moment or an interval (FROM/TO, open with ..): grids that were in force then; those in force " +
      "now if left out. What has no time always fits.",
    { type: "string" },
  ),
  cursor: query("cursor", "Where the page begins: from the link to the next page.", {
    type: "string",
  }),
  f: query("f", "The format; there is one.", { type: "string", enum: ["json", "geojson"] }),
};

const SCHEMAS = {
  link: {
    type: "object",
    required: ["href", "rel"],
    properties: {
      href: { type: "string", format: "uri" },
      rel: { type: "string" },
      type: { type: "string" },
      title: { type: "string" },
    },
  },
  landingPage: {
    type: "object",
    required: ["links"],
    properties: {
      title: { type: "string" },
      description: { type: "string" },
      links: { type: "array", items: ref("link") },
    },
  },
  conformance: {
    type: "object",
    required: ["conformsTo"],
    properties: { conformsTo: { type: "array", items: { type: "string", format: "uri" } } },
  },
  collections: {
    type: "object",
    required: ["links", "collections"],
    properties: {
      links: { type: "array", items: ref("link") },
      crs: { type: "array", items: { type: "string", format: "uri" } },
      collections: { type: "array", items: ref("collection") },
    },
  },
  collection: {
    type: "object",
    required: ["id", "links"],
    properties: {
      id: { type: "string" },
      title: { type: "string" },
      description: { type: "string" },
      itemType: { type: "string" },
      extent: { type: "object" },
      crs: { type: "array", items: { type: "string", format: "uri" } },
      storageCrs: { type: "string", format: "uri" },
      links: { type: "array", items: ref("link") },
    },
  },
  exception: {
    type: "object",
    required: ["code"],
    properties: {
      code: { type: "string" },
      description: { type: "string" },
      errors: { type: "array", items: { type: "object" } },
    },
  },
};

function document(
  operationId: string,
  description: string,
  schema: object,
  type: string = JSON_TYPE,
): object {
  return operation(operationId, "Capabilities", description, {
    parameters: [{ $ref: "#/components/parameters/f" }],
    responses: {
      200: response(description, schema, type),
      400: { $ref: "#/components/responses/BadRequest" },
      401: { $ref: "#/components/responses/Unauthorized" },
    },
  });
}

function operation(operationId: string, tag: string, description: string, rest: object): object {
  return { get: { operationId, tags: [tag], summary: description, ...rest } };
}

function response(description: string, schema: object, type: string = JSON_TYPE): object {
  return { description, content: { [type]: { schema } } };
}

function featuresResponse(description: string, schema: object): object {
  const headers = {
    "Content-Crs": { description: "The coordinates, in <>.", schema: { type: "string" } },
    ETag: { description: "For If-None-Match.", schema: { type: "string" } },
  };
  return { ...response(description, schema, GEOJSON_TYPE), headers };
}

function query(name: string, description: string, schema: object): object {
  return {
    name,
    in: "query",
    required: false,
    description,
    schema,
    style: "form",
    explode: false,
  };
}

function ref(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` };
}
