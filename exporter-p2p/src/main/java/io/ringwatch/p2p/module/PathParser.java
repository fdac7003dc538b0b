package io.ringwatch.p2p.module;

import io.ringwatch.p2p.module.Path.Every;
import io.ringwatch.p2p.module.Path.Name;
import io.ringwatch.p2p.module.Path.Start;
import io.ringwatch.p2p.module.Path.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads paths: {@code a.b}, {@code a.0}, {@code a.*.b}, {@code ."odd name".b}, {@code .} for the
 * element itself, {@code ^.a} for the element around it, {@code $.a} from the document's root and
 * {@code @a} for what the source knows.
 */
final class PathParser {

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "unless", "matches", "when", "otherwise", "true", "false", "null");

  private final Cursor cursor;

  PathParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** A path that leads to one place. */
  Path one() throws SyntaxException {
    int at = cursor.position();
    var path = any();
    if (path.walksMany()) {
      throw cursor.wrong(at, "a path with * leads to many values (use it in each or in count)");
    }
    return path;
  }

  /** A path that leads to many places. */
  Path many() throws SyntaxException {
    int at = cursor.position();
    var path = any();
    if (!path.walksMany()) {
      throw cursor.wrong(at, "a path to elements needs a * (try " + suggestion(path) + ")");
    }
    return path;
  }

  private static String suggestion(Path path) {
    return path.steps().isEmpty() ? "*" : path.text() + ".*";
  }

  private Path any() throws SyntaxException {
    if (cursor.take("@")) {
      return new Path(Start.SOURCE, 0, steps());
    }
    var start = cursor.take("$") ? Start.ROOT : Start.HERE;
    int up = 0;
    while (start == Start.HERE && cursor.take("^")) {
      up++;
    }
    boolean bare = start == Start.HERE && up == 0 && !cursor.peek('.');
    boolean steps = bare || (cursor.takeTouching(".") && cursor.startsStep());
    return new Path(start, up, steps ? steps() : List.of());
  }

  private List<Step> steps() throws SyntaxException {
    var steps = new ArrayList<Step>();
    boolean first = true;
    do {
      steps.add(step(first));
      first = false;
    } while (cursor.takeTouching("."));
    return steps;
  }

  private Step step(boolean first) throws SyntaxException {
    if (!first && cursor.touches(' ')) {
      throw cursor.wrong("a space inside a path (drop it)");
    }
    int at = cursor.position();
    if (cursor.takeTouching("*")) {
      return new Every();
    }
    if (cursor.touches('"')) {
      return new Name(cursor.takeQuoted());
    }
    var digits = cursor.takeDigits();
    var name = digits + cursor.takeName();
    if (name.isEmpty()) {
      throw cursor.wrong(at, "expected a path, found " + cursor.found());
    }
    if (first && RESERVED.contains(name)) {
      throw cursor.wrong(
          at,
          "expected a path, found the word '"
              + name
              + "' (a key of that name is .\""
              + name
              + "\")");
    }
    return new Name(name);
  }
}
