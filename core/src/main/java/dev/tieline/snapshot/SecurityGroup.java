package dev.tieline.snapshot;

import java.util.List;

/**
 * A security group: stateful, allows only, and what no rule allows is dropped.
 *
 * @param id the cloud's id
 * @param vpc the id of its VPC
 * @param name its name
 * @param rules its rules, by id
 */
public record SecurityGroup(String id, String vpc, String name, List<Rule> rules) {
  /** Copies the rules. */
  public SecurityGroup {
    rules = rules.stream().sorted(java.util.Comparator.comparing(Rule::id)).toList();
  }
}
