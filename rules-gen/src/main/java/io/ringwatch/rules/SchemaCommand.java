package io.ringwatch.rules;

import io.ringwatch.yaml.JsonSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules-gen schema}. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of entry files, packs, dashboards and contracts.")
final class SchemaCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    RulesGen.print(command, schema());
    return 0;
  }

  static String schema() {
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    kinds.put("pack", Pack.class);
    kinds.put("exporter", Catalogue.class);
    kinds.put("dashboard", DashboardSpec.class);
    kinds.put("include", io.ringwatch.rules.Spec.Entry.class);
    return JsonSchema.of("A spec of rules-gen", kinds);
  }
}
