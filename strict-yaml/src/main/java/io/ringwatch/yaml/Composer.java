package io.ringwatch.yaml;

import io.ringwatch.yaml.Node.At;
import io.ringwatch.yaml.Node.Entry;
import io.ringwatch.yaml.Node.Mapping;
import io.ringwatch.yaml.Node.Scalar;
import io.ringwatch.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 text into placed nodes, within bounds: one document, {@value #DEEPEST} levels, and
 * aliases that stand for at most {@value #MOST_ALIASED} nodes. Tags are refused: types come from
 * the records.
 */
final class Composer {
  static final int DEEPEST = 50;
  static final int MOST_ALIASED = 100_000;

  private final Problems problems;
  private final Iterator<Event> events;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private int aliased;

  private Composer(Source source, Problems problems) {
    this.problems = problems;
    var settings =
        LoadSettings.builder().setCodePointLimit(Math.max(1, source.text().length())).build();
    this.events = new Parse(settings).parseString(source.text()).iterator();
  }

  /**
   * An empty text is an empty mapping.
   *
   * @throws ConfigException if the text is not YAML; lesser problems are only collected
   */
  static Node compose(Source source, Problems problems) throws ConfigException {
    try {
      return new Composer(source, problems).document();
    } catch (TooMuch e) {
      problems.add(e.at, e.complaint);
    } catch (MarkedYamlEngineException e) {
      var at = e.getProblemMark().or(e::getContextMark).map(Composer::at).orElse(new At(1, 1));
      problems.add(at, "not YAML: " + (source.secretive() ? context(e) : complaint(e)));
    } catch (ReaderException e) {
      problems.add(source.at(e.getPosition()), "not YAML: a character that YAML does not allow");
    } catch (YamlEngineException | IllegalArgumentException e) {
      // snakeyaml-engine 3.0.1 lets a NumberFormatException out for "\UFFFFFFFF" and %YAML
      // 1.9999999999
      problems.add(new At(1, 1), "not YAML: a number in an escape or a directive is out of range");
    }
    throw problems.toException();
  }

  /** The parser's words; its context says where the thing that went wrong had begun. */
  private static String complaint(MarkedYamlEngineException e) {
    var began = e.getContextMark().map(Composer::at);
    var ended = e.getProblemMark().map(Composer::at);
    var since =
        began.isPresent() && ended.isPresent() && began.get().line() != ended.get().line()
            ? " (" + context(e) + " that began on line " + began.get().line() + ")"
            : "";
    return e.getProblem() + since;
  }

  /** Unlike the problem, the context never quotes the text. */
  private static String context(MarkedYamlEngineException e) {
    return Optional.ofNullable(e.getContext()).orElse("something is out of place");
  }

  private Node document() throws TooMuch {
    next(); // stream start
    if (next().getEventId() == Event.ID.StreamEnd) {
      return Mapping.of(List.of(), new At(1, 1));
    }
    var root = node(next(), 0);
    next(); // document end
    var after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      problems.add(at(after), "a second document: put all into one, without '---'");
    }
    return root instanceof Scalar scalar && scalar.isNull()
        ? Mapping.of(List.of(), scalar.at())
        : root;
  }

  private Event next() {
    return events.next();
  }

  private Node node(Event event, int depth) throws TooMuch {
    if (depth > DEEPEST) {
      throw new TooMuch(at(event), "nested deeper than " + DEEPEST + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return resolve(alias, depth);
    }
    var node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case MappingStartEvent mapping -> mapping(mapping, depth);
          case CollectionStartEvent sequence -> sequence(sequence, depth);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    if (event instanceof NodeEvent anchored) {
      anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    }
    return node;
  }

  private Node scalar(ScalarEvent event) {
    refuseTag(event, event.getTag());
    return new Scalar(event.getValue(), event.isPlain(), at(event));
  }

  private Node sequence(CollectionStartEvent start, int depth) throws TooMuch {
    refuseTag(start, start.getTag());
    List<Node> items = new ArrayList<>();
    for (var event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event, depth + 1));
    }
    return Sequence.of(items, at(start));
  }

  private Node mapping(MappingStartEvent start, int depth) throws TooMuch {
    refuseTag(start, start.getTag());
    List<Entry> entries = new ArrayList<>();
    Map<String, At> seen = new HashMap<>();
    for (var event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      var key = node(event, depth + 1);
      var value = node(next(), depth + 1);
      if (!(key instanceof Scalar scalar)) {
        problems.add(key.at(), "a key has to be text, not " + key.kind());
        continue;
      }
      var first = seen.putIfAbsent(scalar.text(), scalar.at());
      if (first == null) {
        entries.add(new Entry(scalar, value));
      } else {
        var name = Quoted.text(scalar.text());
        problems.add(scalar.at(), name + " is given twice (first on line " + first.line() + ")");
      }
    }
    return Mapping.of(entries, at(start));
  }

  private Node resolve(AliasEvent alias, int depth) throws TooMuch {
    var node = anchors.get(alias.getAlias());
    if (node == null) {
      throw new TooMuch(at(alias), "an alias whose anchor is not complete before it");
    }
    aliased += node.nodes();
    if (aliased > MOST_ALIASED || depth + node.height() > DEEPEST) {
      throw new TooMuch(at(alias), "aliases stand for too much: write it out");
    }
    return node;
  }

  private void refuseTag(Event event, Optional<String> tag) {
    if (tag.isPresent()) {
      problems.add(at(event), "a tag ('!…') has no meaning here: drop it");
    }
  }

  private static At at(Event event) {
    return event.getStartMark().map(Composer::at).orElse(new At(1, 1));
  }

  private static At at(Mark mark) {
    return new At(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The document goes beyond a bound: reading stops. */
  private static final class TooMuch extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient At at;
    private final transient String complaint;

    TooMuch(At at, String complaint) {
      this.at = at;
      this.complaint = complaint;
    }
  }
}
