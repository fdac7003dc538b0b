package io.ringwatch.wireguard;

import io.ringwatch.wireguard.NameReader.Content;
import io.ringwatch.wireguard.Names.Naming;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files and directories with names for peers, read again when they change. A file that cannot be
 * read any more keeps the names that it had. Where two files name a peer, the later one counts.
 */
final class NameFiles {

  private static final Set<String> SUFFIXES =
      Set.of(".conf", ".netdev", ".names", ".yaml", ".yml", ".txt");

  /** By what a change is noticed; a file that is not there has {@link #ABSENT}. */
  private record Stamp(FileTime modified, long size, String key) {

    static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1, "");

    static Stamp of(Path file) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
            attributes.lastModifiedTime(), attributes.size(), "" + attributes.fileKey());
      } catch (IOException e) {
        return ABSENT;
      }
    }
  }

  private record Loaded(Map<Path, Stamp> stamps, Content content) {

    boolean isCurrent() {
      return stamps.entrySet().stream().allMatch(e -> Stamp.of(e.getKey()).equals(e.getValue()));
    }
  }

  private final List<Path> paths;
  private Map<Path, Loaded> files = new LinkedHashMap<>();
  private Names names = Names.NONE;

  NameFiles(List<Path> paths) {
    this.paths = List.copyOf(paths);
  }

  /** The names as the files have them now. */
  synchronized Names current() {
    var errors = new ArrayList<String>();
    var wanted = listed(errors);
    boolean same =
        errors.isEmpty()
            && files.keySet().equals(wanted)
            && files.values().stream().allMatch(Loaded::isCurrent);
    if (same && !files.isEmpty()) {
      return names;
    }
    var loaded = new LinkedHashMap<Path, Loaded>();
    wanted.forEach(file -> loaded.put(file, load(file)));
    files = loaded;
    names = merge(errors);
    return names;
  }

  private Set<Path> listed(List<String> errors) {
    var wanted = new LinkedHashSet<Path>();
    for (var path : paths) {
      if (!Files.isDirectory(path)) {
        wanted.add(path);
        continue;
      }
      try (var entries = Files.newDirectoryStream(path, NameFiles::isWanted)) {
        sorted(entries).forEach(wanted::add);
      } catch (IOException e) {
        errors.add(path + ": cannot be listed");
        files.keySet().stream().filter(f -> path.equals(f.getParent())).forEach(wanted::add);
      }
    }
    return wanted;
  }

  private static List<Path> sorted(DirectoryStream<Path> entries) {
    var files = new ArrayList<Path>();
    entries.forEach(files::add);
    files.sort(null);
    return files;
  }

  private static boolean isWanted(Path file) {
    var name = file.getFileName().toString();
    return !name.startsWith(".")
        && SUFFIXES.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  private Loaded load(Path file) {
    var before = files.get(file);
    if (before != null && before.isCurrent()) {
      return before;
    }
    var stamps = new HashMap<Path, Stamp>();
    stamps.put(file, Stamp.of(file));
    try {
      var content = NameReader.read(file);
      content.alsoRead().forEach(other -> stamps.put(other, Stamp.of(other)));
      return new Loaded(stamps, content);
    } catch (IOException e) {
      var known = before == null ? Content.EMPTY : before.content();
      var error = List.of(file + ": cannot be read" + (before == null ? "" : ", keeps its names"));
      return new Loaded(stamps, new Content(known.byKey(), error, Set.of()));
    }
  }

  private Names merge(List<String> listingErrors) {
    var byKey = new HashMap<String, Naming>();
    var errors = new ArrayList<>(listingErrors);
    for (var loaded : files.values()) {
      byKey.putAll(loaded.content().byKey());
      errors.addAll(loaded.content().errors());
    }
    return new Names(byKey, errors);
  }
}
