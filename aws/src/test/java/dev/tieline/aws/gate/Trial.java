package dev.tieline.aws.gate;

import java.util.regex.Pattern;

/**
 * Where a mutant should be noticed.
 *
 * @param scenario the scenario's name
 * @param check the check's name
 * @param scripts the scripts of the cases that should notice, tried in their order
 */
record Trial(String scenario, String check, Pattern scripts) {
  static Trial of(String scenario, String check, String scripts) {
    return new Trial(scenario, check, Pattern.compile(scripts));
  }
}
