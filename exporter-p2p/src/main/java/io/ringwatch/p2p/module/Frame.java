package io.ringwatch.p2p.module;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a group of a module stands, before any document is read.
 *
 * @param scopes the path from the document's root of each scope that is open, with * for an element
 * @param elements how many of the scopes are elements
 * @param labels the labels of the groups around
 */
record Frame(List<List<String>> scopes, int elements, List<String> labels) {

  static final Frame DOCUMENT = new Frame(List.of(List.of()), 0, List.of());

  Frame {
    scopes = List.copyOf(scopes);
    labels = List.copyOf(labels);
  }

  /** How many scopes further out a path may start. */
  int depth() {
    return scopes.size() - 1;
  }

  /** Where a path leads from here, from the document's root; empty for what the source knows. */
  List<String> absolute(Path path) {
    var steps = new ArrayList<String>();
    if (path.start() == Path.Start.HERE) {
      steps.addAll(scopes.get(Math.max(0, depth() - path.up())));
    }
    path.steps().forEach(step -> steps.add(step.toString()));
    return steps;
  }

  Frame section(Path path) {
    return with(List.of(absolute(path)), 0);
  }

  /** Inside each element of a path, with the scope of every star on the way. */
  Frame elements(Path path) {
    var whole = absolute(path);
    int start = whole.size() - path.steps().size();
    var opened = new ArrayList<List<String>>();
    for (int i = start; i < whole.size(); i++) {
      if (path.steps().get(i - start) instanceof Path.Every || i == whole.size() - 1) {
        opened.add(whole.subList(0, i + 1));
      }
    }
    return with(opened, path.stars());
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

  private Frame with(List<List<String>> opened, int moreElements) {
    var all = new ArrayList<>(scopes);
    all.addAll(opened);
    return new Frame(all, elements + moreElements, labels);
  }
}
