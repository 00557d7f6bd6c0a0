package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.Spec;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table of actions: each with its parameters and handler. */
final class Actions {
  /** Lists count from 1, on the pages of border routers from 0 as well. */
  static final Spec.Dialect DIALECT =
      new Spec.Dialect(
          QingError.WORDS,
          new TreeSet<>(
              List.of(
                  "action",
                  "zone",
                  "time_stamp",
                  "access_key_id",
                  "version",
                  "signature_method",
                  "signature_version",
                  "signature",
                  "expires",
                  "req_id")),
          Pattern.compile("0|[1-9][0-9]{0,4}"));

  /**
   * An action.
   *
   * @param ids the parameter by which a read names its objects; empty if it has none
   * @param zonal whether it is of a zone
   */
  record Action(
      String name,
      String ids,
      Spec spec,
      boolean mutating,
      boolean zonal,
      Consumer<Iaas> handler) {}

  private final SortedMap<String, Action> actions = new TreeMap<>();

  Actions() {
    List<Consumer<Actions>> families =
        List.of(
            AccessKeys::register,
            Zones::register,
            Jobs::register,
            Routers::register,
            RouterLinks::register,
            RouterStatics::register,
            Vxnets::register,
            Borders::register,
            BorderLinks::register,
            BorderStatics::register,
            RouteTables::register,
            Routes::register,
            SecurityGroups::register,
            GroupRules::register,
            Instances::register,
            Eips::register,
            Balancers::register,
            Listeners::register,
            Backends::register,
            AccessPoints::register,
            Tags::register);
    families.forEach(family -> family.accept(this));
  }

  /** Adds a read; {@code ids} names the parameter with the ids of what is wanted. */
  void reads(String name, String ids, String parameters, Consumer<Iaas> handler) {
    add(name, ids, parameters, false, true, handler);
  }

  void readsAnywhere(String name, String ids, String parameters, Consumer<Iaas> handler) {
    add(name, ids, parameters, false, false, handler);
  }

  void writes(String name, String parameters, Consumer<Iaas> handler) {
    add(name, "", parameters, true, true, handler);
  }

  private void add(
      String name,
      String ids,
      String parameters,
      boolean mutating,
      boolean zonal,
      Consumer<Iaas> handler) {
    Spec spec = Spec.of(parameters, DIALECT);
    actions.put(name, new Action(name, ids, spec, mutating, zonal, handler));
  }

  @Nullable Action find(String name) {
    return actions.get(name);
  }

  SortedMap<String, Action> all() {
    return Collections.unmodifiableSortedMap(actions);
  }
}
