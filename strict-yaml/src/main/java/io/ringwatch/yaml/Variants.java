package io.ringwatch.yaml;

import io.ringwatch.yaml.Node.Mapping;
import io.ringwatch.yaml.Node.Scalar;
import io.ringwatch.yaml.Node.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The records of one sealed interface, found once a type. A mapping selects the record that shares
 * most keys with it; text and lists select the record that has a single key of such a type, which
 * then need not be written.
 */
final class Variants {
  private static final ByType<Variants> VARIANTS = new ByType<>(Variants::new);

  private final List<RecordShape> records;

  private Variants(Class<?> sealed) {
    this.records = records(sealed).map(RecordShape::of).toList();
  }

  static Variants of(Class<?> sealed) {
    return VARIANTS.get(sealed);
  }

  /** Whether the type is read so: an enum is sealed, too, when constants of it have bodies. */
  static boolean has(Class<?> type) {
    return type.isSealed() && !type.isEnum();
  }

  Optional<Object> bind(Binder binder, Node node, Slot slot) {
    return switch (node) {
      case Mapping mapping -> binder.bind(mapping, slot.holding(nearest(mapping).type()));
      case Scalar scalar -> unwrapped(binder, scalar, slot, type -> type instanceof Class<?>);
      case Sequence sequence -> unwrapped(binder, sequence, slot, Variants::isList);
    };
  }

  private Optional<Object> unwrapped(Binder binder, Node node, Slot slot, Predicate<Type> holdsIt) {
    var candidates = records.stream().filter(r -> single(r).filter(holdsIt).isPresent()).toList();
    for (var candidate : candidates) {
      if (binder.trial().unwrapped(node, slot, candidate).isPresent()) {
        return binder.unwrapped(node, slot, candidate);
      }
    }
    return candidates.isEmpty()
        ? binder.mismatch(node, slot, "a mapping (" + describe() + ")")
        : binder.unwrapped(node, slot, candidates.getLast());
  }

  private RecordShape nearest(Mapping mapping) {
    var keys = mapping.entries().stream().map(e -> e.key().text()).toList();
    return records.stream()
        .max(Comparator.comparingLong((RecordShape r) -> fit(r, keys)).thenComparing(this::earlier))
        .orElseThrow();
  }

  private static long fit(RecordShape record, List<String> keys) {
    long known = keys.stream().filter(record.byKey()::containsKey).count();
    long missing =
        record.byKey().values().stream()
            .filter(c -> c.isRequired() && !keys.contains(c.key()))
            .count();
    return 2 * known - missing;
  }

  private int earlier(RecordShape a, RecordShape b) {
    return records.indexOf(b) - records.indexOf(a);
  }

  private static Optional<Type> single(RecordShape record) {
    return record.byKey().size() == 1
        ? record.byKey().values().stream().map(RecordShape.Component::type).findFirst()
        : Optional.empty();
  }

  private static boolean isList(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
  }

  private String describe() {
    return records.stream()
        .map(r -> String.join(", ", r.byKey().keySet()))
        .collect(Collectors.joining(" or "));
  }

  /** All that a value of the type can be. */
  static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(Variants::records);
  }
}
