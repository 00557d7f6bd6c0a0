package dev.tieline.qingcloud.internal;

import java.util.Arrays;
import java.util.Optional;

/** What the cloud lets only one call at a time write to, and what such things are called. */
enum Thing {
  ROUTER("router", "rtr-"),
  BORDER("border", "irt-"),
  BALANCER("balancer", "lb-"),
  TABLE("table", "rt-"),
  GROUP("group", "sg-"),
  EIP("eip", "eip-");

  private final String word;
  private final String prefix;

  Thing(String word, String prefix) {
    this.word = word;
    this.prefix = prefix;
  }

  /** The thing that the table of actions calls so. */
  static Thing of(String word) {
    return Arrays.stream(values())
        .filter(t -> t.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("thing: " + word));
  }

  /** What an id is the id of; empty if it is none of these. */
  static Optional<Thing> ofId(String id) {
    return Arrays.stream(values()).filter(t -> id.startsWith(t.prefix)).findFirst();
  }

  /** Whether an id is that of such a thing: a route table may be bound to others than balancers. */
  boolean is(String id) {
    return id.startsWith(prefix);
  }

  /** The name of the turn of those who write to it. */
  String turn(String id) {
    return word + " " + id;
  }

  @Override
  public String toString() {
    return word;
  }
}
