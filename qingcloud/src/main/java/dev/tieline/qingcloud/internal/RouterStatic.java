package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A static of a VPC: port forwards, tunnels, names and more. The intranet routing policy, which
 * leads to a border, is one whose type nobody documents, so that it is known by what it holds.
 *
 * @param values the values 1 to 9, each perhaps empty
 */
record RouterStatic(
    String id, Scope scope, String router, String vxnet, String name, int type, List<String> values)
    implements Marked {
  private static final int VALUES = 9;

  RouterStatic {
    values = List.copyOf(values);
  }

  static RouterStatic from(Scope scope, Answer row) {
    return new RouterStatic(
        row.text("router_static_id"),
        scope,
        row.text("router_id"),
        row.text("vxnet_id"),
        row.text("router_static_name"),
        Wire.number(row, "static_type"),
        IntStream.rangeClosed(1, VALUES).mapToObj(i -> row.text("val" + i)).toList());
  }

  /** Whether one of its values is this, whatever the value means. */
  boolean holds(String value) {
    return values.contains(value);
  }

  @Override
  public Map<Owner, Address> marks() {
    return Names.marks(name);
  }
}
