package io.ringwatch.p2p.module;

import io.ringwatch.p2p.module.Group.Section;
import io.ringwatch.p2p.module.ModuleFile.Entry;
import io.ringwatch.p2p.module.ModuleFile.FlattenEntry;
import io.ringwatch.p2p.module.ModuleFile.GroupEntry;
import io.ringwatch.p2p.module.ModuleFile.MetricEntry;
import io.ringwatch.p2p.module.Rule.Label;
import io.ringwatch.yaml.ConfigException;
import io.ringwatch.yaml.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks a module and makes it ready to map. Every problem of a module is told in one run. */
final class Compiler {

  private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9-]*");

  private final Findings findings = new Findings();
  private final Expressions expressions = new Expressions(findings);
  private final Rules rules = new Rules(findings, expressions);
  private int groups;

  private Compiler() {}

  /**
   * Checks a module.
   *
   * @throws ConfigException with every problem, each with its place and mend
   */
  static Mapping compile(ModuleFile file) throws ConfigException {
    var compiler = new Compiler();
    if (!MODULE.matcher(file.module().value()).matches()) {
      compiler.findings.add(
          file.module().place(),
          "module: '" + file.module().value() + "' is no module name (a-z, 0-9 and -)");
    }
    var root = compiler.body(file.metrics(), Frame.DOCUMENT, new Head());
    compiler.findings.throwIfAny();
    return new Mapping(file.module().value(), file.help(), root, compiler.expressions.reads());
  }

  /** The keys of a group that say where it looks. */
  private record Head(
      Optional<Section> section,
      Optional<Elements> each,
      Optional<Expr> when,
      boolean optional,
      List<Label> labels) {
    Head() {
      this(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());
    }
  }

  private Group group(GroupEntry entry, Frame outer) {
    if (entry.section().isEmpty() && entry.metrics().isEmpty()) {
      findings.add(entry.place(), "a group without metrics (add metrics: […])");
    }
    if (entry.section().isPresent() && outer.elements() > 0) {
      findings.add(
          entry.section().get().place(),
          "section: stands inside each, where sections are not told apart (use paths)");
    }
    var frame = outer;
    var section = section(entry.section(), frame);
    frame = section.isPresent() ? frame.section(section.get().path()) : frame;
    var each = elements(entry.each(), frame);
    frame = each.isPresent() ? inside(each.get(), frame) : frame;
    var inner = frame;
    var when = entry.when().flatMap(w -> expressions.condition("when", w, inner));
    var labels = rules.labels(entry.labels(), inner);
    var names = labels.stream().map(Label::name).toList();
    boolean optional = entry.optional().orElse(false);
    return body(
        entry.metrics(), inner.labelled(names), new Head(section, each, when, optional, labels));
  }

  private Optional<Section> section(Optional<Placed<String>> text, Frame frame) {
    var path = text.flatMap(t -> expressions.path("section", t, frame));
    return path.map(p -> new Section(p, String.join(".", frame.absolute(p).getFirst())));
  }

  private Optional<Elements> elements(Optional<Placed<String>> text, Frame frame) {
    var elements = text.flatMap(t -> expressions.elements(t, frame));
    if (elements.filter(e -> !isEven(e, frame)).isPresent()) {
      findings.add(
          text.orElseThrow().place(),
          "each: the paths lead to different depths (write two groups)");
      return Optional.empty();
    }
    return elements;
  }

  /** Whether keys and ancestors are the same number, whichever path is taken. */
  private static boolean isEven(Elements elements, Frame frame) {
    return switch (elements) {
      case Elements.Walked(var choices) ->
          choices.stream()
                  .map(choice -> frame.elements(List.of(choice)))
                  .map(f -> List.of(f.depth(), f.elements()))
                  .distinct()
                  .count()
              == 1;
      case Elements.Split _ -> true;
    };
  }

  private static Frame inside(Elements elements, Frame frame) {
    return switch (elements) {
      case Elements.Walked(var choices) -> frame.elements(choices);
      case Elements.Split _ -> frame.parts();
    };
  }

  private Group body(List<Entry> entries, Frame frame, Head head) {
    int index = groups++;
    var compiled = new ArrayList<Rule>();
    var flattened = new ArrayList<Group.Flatten>();
    var inner = new ArrayList<Group>();
    for (var entry : entries) {
      switch (entry) {
        case GroupEntry group -> inner.add(group(group, frame));
        case MetricEntry metric -> rules.rule(metric, frame).ifPresent(compiled::add);
        case FlattenEntry flatten -> rules.flatten(flatten, frame).ifPresent(flattened::add);
      }
    }
    return new Group(
        index,
        head.section,
        head.each,
        head.when,
        head.optional,
        head.labels,
        compiled,
        flattened,
        inner);
  }
}
