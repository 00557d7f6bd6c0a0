package dev.tieline.examples;

import dev.tieline.apply.Report;
import dev.tieline.net.Traffic;
import dev.tieline.reach.Hop;
import dev.tieline.reach.Probe;
import dev.tieline.reach.Question;
import dev.tieline.reach.Trace;
import dev.tieline.text.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report for readers: for each direction the ways of all flows in a line each, and for each
 * traffic the whole trace of one flow.
 */
final class Flows {
  /** Of more directions only those are told whole in which something does not get through. */
  private static final int MOST_DIRECTIONS = 6;

  /** Flows between the same ends over the same way. */
  private record Way(String verdict, String ends, String forward, String back) {}

  private Flows() {}

  static String of(Report report) {
    Map<String, List<Report.Line>> directions = new LinkedHashMap<>();
    for (Report.Line line : report.lines()) {
      String direction = line.flow().from() + " to " + line.flow().to();
      directions.computeIfAbsent(direction, d -> new ArrayList<>()).add(line);
    }
    StringBuilder out = new StringBuilder();
    Map<String, Integer> others = new TreeMap<>();
    int told = 0;
    int left = 0;
    for (Map.Entry<String, List<Report.Line>> direction : directions.entrySet()) {
      List<Report.Line> lines = direction.getValue();
      boolean good = lines.stream().allMatch(line -> line.trace().verdict().isSuccess());
      if (told < MOST_DIRECTIONS || !good) {
        out.append(direction(direction.getKey(), lines));
        told++;
      } else {
        left++;
        lines.forEach(line -> others.merge(line.trace().verdict().toString(), 1, Integer::sum));
      }
    }
    if (left > 0) {
      out.append("  and ").append(left).append(" more directions, all their flows: ");
      out.append(others).append('\n');
    }
    report.missing().forEach(what -> out.append("  not asked: ").append(what).append('\n'));
    return out.toString().stripTrailing();
  }

  private static String direction(String direction, List<Report.Line> lines) {
    Map<Way, List<String>> ways = new LinkedHashMap<>();
    Map<Traffic, Report.Line> examples = new LinkedHashMap<>();
    for (Report.Line line : lines) {
      ways.computeIfAbsent(way(line.trace()), w -> new ArrayList<>())
          .add(line.trace().question().traffic().toString());
      examples.merge(line.flow().traffic(), line, Flows::worse);
    }
    Table table = Table.plain();
    ways.forEach(
        (way, traffic) ->
            table.row(
                way.verdict(), String.join(", ", traffic), way.ends(), way.forward(), way.back()));
    StringBuilder out =
        new StringBuilder("  " + direction + ", every flow and its way\n")
            .append(table.toString().indent(4));
    examples.forEach(
        (traffic, line) ->
            out.append("  ")
                .append(line.flow())
                .append(", one of them hop by hop\n")
                .append(line.trace().toString().indent(4)));
    return out.append('\n').toString();
  }

  /** What does not get through is the better example. */
  private static Report.Line worse(Report.Line first, Report.Line second) {
    boolean change = first.trace().verdict().isSuccess() && !second.trace().verdict().isSuccess();
    return change ? second : first;
  }

  private static Way way(Trace trace) {
    Question question = trace.question();
    List<String> there = passed(trace.forward());
    List<String> back = new ArrayList<>(passed(trace.back()));
    back.removeAll(there); // the connection, which is told once
    return new Way(
        trace.verdict().toString(),
        end(question.from()) + " to " + end(question.to()),
        by("by ", there),
        by("back by ", back));
  }

  /** The end that was asked about: a trace may break off before it, or begin after it. */
  private static String end(Probe probe) {
    return probe instanceof Probe.InSubnet in
        ? in.subnet()
        : probe instanceof Probe.AtAddress at ? at.ip().toString() : probe.toString();
  }

  private static String by(String word, List<String> passed) {
    return passed.isEmpty() ? "" : word + String.join(" ", passed);
  }

  /** What decides the way: tables, connections and hubs. Groups and ACLs only let pass. */
  private static List<String> passed(List<Hop> hops) {
    return hops.stream()
        .filter(
            hop ->
                hop.kind() == Hop.Kind.ROUTE_TABLE
                    || hop.kind() == Hop.Kind.PEERING
                    || hop.kind() == Hop.Kind.HUB)
        .map(Hop::id)
        .distinct()
        .toList();
  }
}
