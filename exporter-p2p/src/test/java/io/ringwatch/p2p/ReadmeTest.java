package io.ringwatch.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ringwatch.core.Golden;
import io.ringwatch.p2p.source.EtcdConfig;
import io.ringwatch.p2p.source.SourceConfig;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the README shows is true. */
class ReadmeTest {

  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern METRIC =
      Pattern.compile("(?m)(?:`|^)((?:p2p|mesh|etcd|node_network|cluster_os)_\\w+)(?=[`{ ])");

  @TestFactory
  Stream<DynamicTest> examplesAreConfigurations() throws IOException {
    return examples().stream()
        .map(yaml -> dynamicTest(yaml.lines().findFirst().orElseThrow(), () -> read(yaml)));
  }

  @Test
  void everyKindOfSourceHasAnExample() throws IOException, ConfigException {
    var shown = StrictYaml.parse("README.md", examples().getFirst(), Settings.class).targets();
    assertThat(shown.stream().<Class<?>>map(target -> target.source().getClass()))
        .containsExactlyInAnyOrder(SourceConfig.class.getPermittedSubclasses());
  }

  @Test
  void everyMetricThatIsNamedIsInTheCatalogue() throws IOException {
    var catalogue = Files.readString(Golden.root().resolve(CatalogueTest.FILE)).lines().toList();
    var named = METRIC.matcher(page()).results().map(found -> found.group(1)).distinct().toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(catalogue).containsAll(named.stream().map(name -> "  - name: " + name).toList());
  }

  private static void read(String yaml) throws ConfigException {
    if (yaml.startsWith("etcd:")) {
      assertThat(StrictYaml.parse("README.md", yaml, EtcdConfig.class).endpoints()).isNotEmpty();
      return;
    }
    var settings = StrictYaml.parse("README.md", yaml, Settings.class);
    var modules = Modules.read(settings.modules());
    for (var target : settings.targets()) {
      assertThat(modules.find(target.module())).isNotNull();
    }
    assertThat(modules.names()).containsAll(settings.probes().keySet());
  }

  private static List<String> examples() throws IOException {
    return EXAMPLE.matcher(page()).results().map(example -> example.group(1)).toList();
  }

  private static String page() throws IOException {
    return Files.readString(Golden.root().resolve("exporter-p2p/README.md"));
  }
}
