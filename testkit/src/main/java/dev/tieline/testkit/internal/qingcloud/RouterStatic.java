package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import java.util.List;

/** A rule of a VPC: a type, and values whose meaning the type says. */
record RouterStatic(
    String account,
    String zone,
    String id,
    String router,
    String vxnet,
    String name,
    int type,
    List<String> values,
    Instant made)
    implements Thing {

  RouterStatic {
    values = List.copyOf(values);
  }

  /** Returns a value by its number, from 1; empty when there is none. */
  String value(int number) {
    return values.get(number - 1);
  }

  RouterStatic with(String newName, List<String> newValues) {
    return new RouterStatic(account, zone, id, router, vxnet, newName, type, newValues, made);
  }
}
