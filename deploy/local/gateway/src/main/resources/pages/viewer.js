SwaggerUIBundle({
  urls: [
    { name: "Ingest", url: "/openapi/ingest.json" },
    { name: "Reembed and search", url: "/openapi/reembed.json" },
    { name: "Erasure", url: "/openapi/erasure.json" },
  ],
  dom_id: "#viewer",
  layout: "StandaloneLayout",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  validatorUrl: null,
});
