package dev.tieline.provider;

/** A security group as it was read. */
public interface GroupView {
  /**
   * Returns the group's id.
   *
   * @return the cloud's own
   */
  String id();

  /**
   * Returns the VPC that it is in.
   *
   * @return the VPC's id
   */
  String vpc();

  /**
   * Returns its name.
   *
   * @return the name that people see
   */
  String name();
}
