// What Grafana makes of each panel: the answers of Prometheus through the data source's frames, the
// panel's transformations and its field configuration, all by the code that runs in the browser.
//
// stdin:  [{panel: <classic JSON>, answers: {REF: [{metric, values: [[seconds, "number"], …]}, …]}}]
// stdout: [{frames: [[{field, name, links, cells: [text, …]}, …]], idle: [override, …], unknown: [what, …]}]
"use strict";

const path = require("node:path");
const Module = require("node:module");

const home = process.argv[2];
const from = Module.createRequire(path.join(home, "package.json"));

// Of the runtime, only exemplars' links to other data sources are asked for.
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "@grafana/runtime" ? { getDataSourceSrv: () => ({}) } : load(name, ...rest);

const data = from("@grafana/data");
const { transformV2 } = require(
  path.join(home, "node_modules/@grafana/prometheus/dist/cjs/result_transformer.cjs"),
);
const { firstValueFrom } = from("rxjs");

// What they ask of a browser. Set earlier, it would promise a page.
globalThis.window = {};
globalThis.navigator = { language: "en", languages: ["en"] };

data.standardTransformersRegistry.setInit(() =>
  [...new Set(Object.values(data.standardTransformers))].map((t) => ({ ...t, transformation: () => t })),
);

/** Whatever a panel sets is taken as it is, at the place that its id names. */
function registryFor(panel) {
  const { defaults, overrides } = panel.fieldConfig;
  const { custom = {}, ...plain } = defaults;
  const ids = [...Object.keys(plain), ...Object.keys(custom).map((key) => "custom." + key)];
  overrides.forEach((override) => override.properties.forEach((p) => ids.push(p.id)));
  return new data.Registry(() =>
    [...new Set(ids)].map((id) => ({
      id,
      name: id,
      path: id.replace(/^custom\./, ""),
      isCustom: id.startsWith("custom."),
      process: (value) => value,
      shouldApply: () => true,
    })),
  );
}

/** As the data source's other half, in Go, sends it. */
function frame(target, series) {
  const legend = (target.legendFormat || "").replace(
    /\{\{\s*(\w+)\s*\}\}/g,
    (_, label) => series.metric[label] || "",
  );
  return data.createDataFrame({
    refId: target.refId,
    meta: { custom: { resultType: target.instant ? "vector" : "matrix" } },
    fields: [
      { name: "Time", type: "time", values: series.values.map(([at]) => at * 1000) },
      {
        name: series.metric.__name__ || "Value",
        type: "number",
        labels: series.metric,
        config: target.legendFormat ? { displayNameFromDS: legend } : {},
        values: series.values.map(([, value]) => Number(value)),
      },
    ],
  });
}

/** The answer to a query without series has a frame, too, without fields. */
function frames(target, answer) {
  return answer.length > 0
    ? answer.map((series) => frame(target, series))
    : [data.createDataFrame({ refId: target.refId, fields: [] })];
}

/** As people read it: heading and text of each cell. */
function column(field, whole, all) {
  return {
    field: field.name,
    name: data.getFieldDisplayName(field, whole, all),
    links: (field.config.links || []).map((link) => link.url),
    cells: field.values.map((value) => data.formattedValueToString(field.display(value))),
  };
}

/** The overrides that no field matches. */
function idle(panel, all) {
  return panel.fieldConfig.overrides
    .filter(({ matcher }) => {
      const matches = data.fieldMatchers.get(matcher.id).get(matcher.options);
      return !all.some((f) => f.fields.some((field) => matches(field, f, all)));
    })
    .map(({ matcher }) => matcher.id + " " + JSON.stringify(matcher.options));
}

/** Units and transformations that Grafana does not have: it passes over them without a word. */
function unknown(panel) {
  const { defaults, overrides } = panel.fieldConfig;
  const properties = overrides.flatMap((override) => override.properties);
  const units = [
    defaults.unit || "none",
    ...properties.filter((p) => p.id === "unit").map((p) => p.value),
  ];
  const known = data.getValueFormats().flatMap((group) => group.submenu.map((u) => u.value));
  const transformations = panel.transformations.map((t) => t.id);
  const registry = data.standardTransformersRegistry;
  return [
    ...units.filter((unit) => !known.includes(unit)).map((unit) => "unit " + unit),
    ...transformations.filter((id) => !registry.getIfExists(id)).map((id) => "transformation " + id),
  ];
}

async function shown({ panel: asWritten, answers }) {
  const panel = { transformations: [], fieldConfig: { defaults: {}, overrides: [] }, ...asWritten };
  const answered = panel.targets.flatMap((target) => frames(target, answers[target.refId]));
  const request = { targets: panel.targets, app: "dashboard" };
  const tables = transformV2({ data: answered }, request, {}).data;
  const transformed = await firstValueFrom(
    data.transformDataFrame(panel.transformations, tables, { interpolate: (text) => text }),
  );
  const all = data.applyFieldOverrides({
    data: transformed,
    fieldConfig: panel.fieldConfig,
    fieldConfigRegistry: registryFor(panel),
    replaceVariables: (text) => text,
    theme: data.createTheme(),
    timeZone: "utc",
  });
  return {
    frames: all.map((f) => f.fields.map((field) => column(field, f, all))),
    idle: idle(panel, all),
    unknown: unknown(panel),
  };
}

async function main() {
  let text = "";
  for await (const chunk of process.stdin) {
    text += chunk;
  }
  const answer = [];
  for (const panel of JSON.parse(text)) {
    answer.push(await shown(panel));
  }
  process.stdout.write(JSON.stringify(answer));
}

main();
