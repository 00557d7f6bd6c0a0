package dev.tieline.qingcloud;

/**
 * How the VPCs of a hub learn that other networks are reached by a border router. The cloud's own
 * way is the intranet routing policy, which is in its console and not in its documentation.
 */
public enum QingCloudPolicies {
  /** Somebody writes the policies down in the console, with the values of a document: default. */
  MANUAL,
  /**
   * Rules in the route tables of the vxnets, which lead to the border's address in one of them. The
   * calls are documented; that a vxnet's table takes an address as next hop is an assumption.
   */
  ROUTE_TABLE
}
