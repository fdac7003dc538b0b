package io.ringwatch.p2p;

import io.ringwatch.p2p.module.BuiltIn;
import io.ringwatch.p2p.module.Mapping;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import io.ringwatch.yaml.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The modules that a configuration may name: its own, read from files, and those built in. */
final class Modules {

  private final Map<String, Mapping> read = new TreeMap<>();

  private Modules() {}

  /**
   * Reads the files.
   *
   * @throws ConfigException with the problems of a file, or if two modules have one name
   */
  static Modules read(List<Placed<Path>> files) throws ConfigException {
    var modules = new Modules();
    for (var file : files) {
      var module = Mapping.read(file.value());
      if (modules.names().contains(module.name())) {
        throw ConfigException.at(
            file.place(), "modules: there is a module '" + module.name() + "' already");
      }
      modules.read.put(module.name(), module);
    }
    return modules;
  }

  /** What can be named. */
  SortedSet<String> names() {
    var names = new TreeSet<>(BuiltIn.NAMES);
    names.addAll(read.keySet());
    return names;
  }

  /**
   * The module of a name.
   *
   * @throws ConfigException at the name's place if there is none
   */
  Mapping find(Placed<String> name) throws ConfigException {
    if (!names().contains(name.value())) {
      throw ConfigException.at(
          name.place(),
          "module: there is no '"
              + name.value()
              + "' "
              + Suggestion.mend(name.value(), List.copyOf(names())));
    }
    var known = read.get(name.value());
    if (known != null) {
      return known;
    }
    var builtIn = BuiltIn.find(name.value());
    read.put(name.value(), builtIn);
    return builtIn;
  }
}
