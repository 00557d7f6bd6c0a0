package dev.tieline.aws.internal;

import dev.tieline.provider.TableRef;
import dev.tieline.spi.Ref;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which route tables of a network serve a subnet, now or once the wish is fulfilled. */
final class ServingTables {
  private final SortedMap<String, TableRef> tables = new TreeMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> serving = new LinkedHashSet<>();
  private @Nullable String main;

  /**
   * Adds a table that is there.
   *
   * @param label what addresses call it
   */
  void add(RouteTable table, String label) {
    labels.put(table.id(), label);
    tables.put(label, new TableRef(label, Ref.known(table.id()), AwsTags.name(table.tags())));
    if (table.main()) {
      main = label;
    }
  }

  /** Adds a table of the wish, in place of what may be there of it. */
  void add(TableRef table) {
    tables.put(table.label(), table);
  }

  /** Says which table serves the subnets that have none of their own. */
  void main(TableRef table) {
    add(table);
    main = table.label();
  }

  /** Says that a subnet has, or gets, this table; null for the main one. */
  void serve(@Nullable String label) {
    String effective = label == null ? main : label;
    if (effective != null) {
      serving.add(effective);
    }
  }

  /** Returns what addresses call a table that is there; empty for one that goes. */
  Optional<String> label(String id) {
    return Optional.ofNullable(labels.get(id));
  }

  /** Returns the tables that a caller may mean by an id or a name. */
  List<TableRef> called(String idOrName) {
    return tables.values().stream().filter(t -> t.isCalled(idOrName)).toList();
  }

  /** Returns all tables, for a message that lists what could have been meant. */
  Collection<TableRef> all() {
    return tables.values();
  }

  /** Returns the tables that serve a subnet, in order of labels. */
  List<TableRef> serving() {
    return tables.values().stream().filter(t -> serving.contains(t.label())).toList();
  }

  /** Returns the others, in order of labels. */
  List<TableRef> idle() {
    return tables.values().stream().filter(t -> !serving.contains(t.label())).toList();
  }
}
