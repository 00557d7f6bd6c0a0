package dev.tieline.aliyun.internal;

import dev.tieline.provider.TableRef;
import dev.tieline.spi.Ref;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which route tables of a network serve a vSwitch, now or once the wish is fulfilled. */
final class ServingTables {
  private final SortedMap<String, TableRef> tables = new TreeMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> serving = new LinkedHashSet<>();
  private @Nullable String system;

  /**
   * Adds a table that is there.
   *
   * @param label what addresses call it
   */
  void add(RouteTable table, String label) {
    labels.put(table.id(), label);
    String name =
        table.name().isEmpty() && table.system() ? VpcForm.Managed.SYSTEM_TABLE : table.name();
    tables.put(label, new TableRef(label, Ref.known(table.id()), name));
    if (table.system()) {
      system = label;
    }
  }

  /** Adds a table of the wish, in place of what may be there of it. */
  void add(TableRef table) {
    tables.put(table.label(), table);
  }

  /** Says which table serves the vSwitches that have none of their own. */
  void system(TableRef table) {
    add(table);
    system = table.label();
  }

  /** Says that a vSwitch has, or gets, this table; null for the system one. */
  void serve(@Nullable String label) {
    String effective = label == null ? system : label;
    if (effective != null) {
      serving.add(effective);
    }
  }

  /** Returns what addresses call a table that is there; empty for one that goes. */
  Optional<String> label(String id) {
    return Optional.ofNullable(labels.get(id));
  }

  /** Returns the tables that serve a vSwitch, in order of labels. */
  List<TableRef> serving() {
    return tables.values().stream().filter(t -> serving.contains(t.label())).toList();
  }

  /** Returns the others, in order of labels. */
  List<TableRef> idle() {
    return tables.values().stream().filter(t -> !serving.contains(t.label())).toList();
  }
}
