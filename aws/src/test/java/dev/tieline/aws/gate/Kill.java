package dev.tieline.aws.gate;

/**
 * A case that failed.
 *
 * @param scenario the scenario's name
 * @param check the check's name
 * @param script the case's script
 * @param wrong what went wrong
 */
record Kill(String scenario, String check, String script, String wrong) {
  /** The case without the numbers of calls, which change with every kind that is added. */
  String family() {
    return scenario
        + ": "
        + check
        + ": "
        + script.replaceAll("\\b(before|after|at|step) \\d+", "$1 n");
  }
}
