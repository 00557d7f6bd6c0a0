package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;

/** A static route of a border router, and what about it is not published yet. */
record BorderStatic(
    String account,
    String zone,
    String id,
    String border,
    String name,
    int staticType,
    int type,
    String destination,
    String hop,
    String advertised,
    boolean disabled,
    String modification,
    Instant made,
    Instant changed)
    implements Thing {

  static final String ADD = "add";
  static final String UPDATE = "update";
  static final String DELETE = "delete";

  BorderStatic modified(String how, Instant at) {
    return new BorderStatic(
        account,
        zone,
        id,
        border,
        name,
        staticType,
        type,
        destination,
        hop,
        advertised,
        disabled,
        how,
        made,
        at);
  }

  BorderStatic with(
      String newName, String newDestination, String newHop, String newAdvertised, boolean off) {
    return new BorderStatic(
        account,
        zone,
        id,
        border,
        newName,
        staticType,
        type,
        newDestination,
        newHop,
        newAdvertised,
        off,
        modification,
        made,
        changed);
  }
}
