package io.ringwatch.p2p.module;

import io.ringwatch.core.Metric;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.StrictYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A module: what of a status document becomes which metric. {@code docs/modules.md} is the
 * reference of the language; {@link BuiltIn} has the modules that need no file.
 */
public final class Mapping {

  private final String name;
  private final String help;
  private final Group root;
  private final Set<List<String>> reads;

  Mapping(String name, String help, Group root, Set<List<String>> reads) {
    this.name = name;
    this.help = help;
    this.root = root;
    this.reads = Set.copyOf(reads);
  }

  /**
   * Reads a module from a file.
   *
   * @throws ConfigException with every problem of the module
   */
  public static Mapping read(Path file) throws ConfigException {
    return Compiler.compile(StrictYaml.read(file, ModuleFile.class));
  }

  /**
   * Reads a module from a text.
   *
   * @param file what problems call the text
   * @throws ConfigException with every problem of the module
   */
  public static Mapping parse(String file, String text) throws ConfigException {
    return Compiler.compile(StrictYaml.parse(file, text, ModuleFile.class));
  }

  public String name() {
    return name;
  }

  /** One sentence: which document of which system this maps. */
  public String help() {
    return help;
  }

  /** The module's metrics, each once, by name; without the labels of a target. */
  public List<Metric> metrics() {
    return declared(root).distinct().sorted(Comparator.comparing(Metric::name)).toList();
  }

  /**
   * The mapping for one target.
   *
   * @param labels of the target, by name; they stand first in every series, in this order
   * @param site where the documents are read
   */
  public Mapper mapper(Map<String, String> labels, Site site) {
    return new Mapper(this, labels, site);
  }

  Group root() {
    return root;
  }

  /** The paths from the document's root that any metric reads. */
  Set<List<String>> reads() {
    return reads;
  }

  /** The metrics of all rules, by the rules' index. */
  List<Metric> byIndex() {
    var byIndex = new ArrayList<Indexed>();
    collect(root, byIndex);
    return byIndex.stream()
        .sorted(Comparator.comparingInt(Indexed::index))
        .map(Indexed::metric)
        .toList();
  }

  private record Indexed(int index, Metric metric) {}

  private static void collect(Group group, List<Indexed> into) {
    group.rules().forEach(rule -> into.add(new Indexed(rule.index(), rule.metric())));
    group.flattened().forEach(f -> into.add(new Indexed(f.index(), f.metric())));
    group.groups().forEach(inner -> collect(inner, into));
  }

  private static Stream<Metric> declared(Group group) {
    var own =
        Stream.concat(
            group.rules().stream().map(Rule::metric),
            group.flattened().stream().map(Group.Flatten::metric));
    return Stream.concat(own, group.groups().stream().flatMap(Mapping::declared));
  }
}
