package io.ringwatch.p2p.module;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds the keys of a document that no path of a module reads. */
final class Unmapped {

  private final Set<List<String>> reads;
  private final Collection<String> found;

  /**
   * @param reads paths from the document's root, with * for any element
   * @param found takes the paths of what nothing reads, elements as *
   */
  Unmapped(Set<List<String>> reads, Collection<String> found) {
    this.reads = reads;
    this.found = found;
  }

  void search(JsonNode root) {
    search(root, "", reads);
  }

  /**
   * @param open what is left of the paths that lead through here
   */
  private void search(JsonNode node, String path, Collection<List<String>> open) {
    if (open.isEmpty()) {
      found.add(path.replaceAll("\\p{Cntrl}", " "));
      return;
    }
    boolean goesOn = open.stream().anyMatch(rest -> !rest.isEmpty());
    if (!node.isContainer() || !goesOn || open.contains(List.of(Expressions.ALL_BENEATH))) {
      return;
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        var behind = behind(open, Integer.toString(i));
        search(node.get(i), Scope.join(path, starred(open) ? "*" : Integer.toString(i)), behind);
      }
      return;
    }
    for (var member : node.properties()) {
      var behind = behind(open, member.getKey());
      search(member.getValue(), Scope.join(path, starred(open) ? "*" : member.getKey()), behind);
    }
  }

  private static boolean starred(Collection<List<String>> open) {
    return open.stream().anyMatch(rest -> !rest.isEmpty() && rest.getFirst().equals("*"));
  }

  private static List<List<String>> behind(Collection<List<String>> open, String key) {
    return open.stream()
        .filter(rest -> !rest.isEmpty())
        .filter(rest -> rest.getFirst().equals("*") || rest.getFirst().equals(key))
        .map(rest -> rest.subList(1, rest.size()))
        .toList();
  }
}
