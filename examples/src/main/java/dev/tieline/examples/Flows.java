package dev.tieline.examples;

import dev.tieline.apply.Report;
import dev.tieline.reach.Hop;
import dev.tieline.reach.Trace;
import dev.tieline.text.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report for readers: for each direction the whole trace of one flow, and the ways of all in a
 * line each.
 */
final class Flows {
  /** Flows between the same ends over the same way. */
  private record Way(String verdict, String ends, String forward, String back) {}

  private Flows() {}

  static String of(Report report) {
    Map<String, List<Report.Line>> directions = new LinkedHashMap<>();
    report
        .lines()
        .forEach(
            line ->
                directions
                    .computeIfAbsent(
                        line.flow().from() + " to " + line.flow().to(), d -> new ArrayList<>())
                    .add(line));
    StringBuilder out = new StringBuilder();
    directions.forEach((direction, lines) -> out.append(direction(direction, lines)));
    report.missing().forEach(what -> out.append("  not asked: ").append(what).append('\n'));
    return out.toString().stripTrailing();
  }

  private static String direction(String direction, List<Report.Line> lines) {
    Map<Way, List<String>> ways = new LinkedHashMap<>();
    for (Report.Line line : lines) {
      ways.computeIfAbsent(way(line.trace()), w -> new ArrayList<>())
          .add(line.trace().question().traffic().toString());
    }
    Table table = Table.plain();
    ways.forEach(
        (way, traffic) ->
            table.row(
                way.verdict(), String.join(", ", traffic), way.ends(), way.forward(), way.back()));
    StringBuilder out =
        new StringBuilder("  " + direction + ", every flow and its way\n")
            .append(table.toString().indent(4));
    lines.stream()
        .filter(line -> !line.trace().verdict().isSuccess())
        .findFirst()
        .or(() -> lines.stream().findFirst())
        .ifPresent(
            line ->
                out.append("  ")
                    .append(direction)
                    .append(", one of them hop by hop\n")
                    .append(line.trace().toString().indent(4)));
    return out.append('\n').toString();
  }

  private static Way way(Trace trace) {
    String ends =
        Stream.of(trace.forward().get(0), trace.forward().get(trace.forward().size() - 1))
            .map(Hop::id)
            .collect(Collectors.joining(" to "));
    List<String> there = passed(trace.forward());
    List<String> back = new ArrayList<>(passed(trace.back()));
    back.removeAll(there); // the connection, which is told once
    return new Way(
        trace.verdict().toString(),
        ends,
        "by " + String.join(" ", there),
        "back by " + String.join(" ", back));
  }

  /** What decides the way: tables and connections. Groups and ACLs only let pass. */
  private static List<String> passed(List<Hop> hops) {
    return hops.stream()
        .filter(hop -> hop.kind() == Hop.Kind.ROUTE_TABLE || hop.kind() == Hop.Kind.PEERING)
        .map(Hop::id)
        .toList();
  }
}
