package io.ringwatch.p2p.module;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a group of a module stands, before any document is read.
 *
 * @param scopes of each scope that is open the paths from the document's root that may lead there,
 *     with * for an element
 * @param elements how many of the scopes are elements
 * @param labels the labels of the groups around
 */
record Frame(List<List<List<String>>> scopes, int elements, List<String> labels) {

  static final Frame DOCUMENT = new Frame(List.of(List.of(List.of())), 0, List.of());

  Frame {
    scopes = List.copyOf(scopes);
    labels = List.copyOf(labels);
  }

  /** How many scopes further out a path may start. */
  int depth() {
    return scopes.size() - 1;
  }

  /** Where a path may lead from here, from the document's root. */
  List<List<String>> absolute(Path path) {
    var steps = path.steps().stream().map(Object::toString).toList();
    var starts =
        path.start() == Path.Start.HERE
            ? scopes.get(Math.max(0, depth() - path.up()))
            : scopes.getFirst();
    return starts.stream()
        .map(start -> Stream.concat(start.stream(), steps.stream()).toList())
        .toList();
  }

  Frame section(Path path) {
    return with(List.of(absolute(path)), 0);
  }

  /**
   * Inside each element of whichever path is there, with the scope of every star on the way. The
   * paths open the same number of scopes.
   */
  Frame elements(List<Path> choices) {
    var opened = choices.stream().map(this::opened).toList();
    var merged =
        IntStream.range(0, opened.getFirst().size())
            .mapToObj(i -> opened.stream().flatMap(choice -> choice.get(i).stream()).toList())
            .toList();
    return with(merged, choices.getFirst().stars());
  }

  private List<List<List<String>>> opened(Path path) {
    var opened = new ArrayList<List<List<String>>>();
    var steps = path.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Path.Every || i == steps.size() - 1) {
        opened.add(absolute(new Path(path.start(), path.up(), steps.subList(0, i + 1))));
      }
    }
    return opened;
  }

  /** Inside each part of a text. */
  Frame parts() {
    return with(List.of(scopes.getLast()), 1);
  }

  Frame labelled(List<String> more) {
    var all = new ArrayList<>(labels);
    all.addAll(more);
    return new Frame(scopes, elements, all);
  }

  private Frame with(List<List<List<String>>> opened, int moreElements) {
    var all = new ArrayList<>(scopes);
    all.addAll(opened);
    return new Frame(all, elements + moreElements, labels);
  }
}
