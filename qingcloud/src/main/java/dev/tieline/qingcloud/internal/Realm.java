package dev.tieline.qingcloud.internal;

/** The cloud's name. */
public final class Realm {
  /** The name of this cloud in topologies, plans and messages. */
  public static final String CLOUD = "qingcloud";

  private Realm() {}
}
