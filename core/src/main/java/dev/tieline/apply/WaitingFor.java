package dev.tieline.apply;

import dev.tieline.plan.Handover;
import dev.tieline.plan.Step;
import dev.tieline.plan.Words;
import dev.tieline.spi.Node;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the answer that says for whom and for what is waited. */
final class WaitingFor {
  /** People answer in hours, so a look an hour is enough. */
  private static final Duration PEOPLE = Duration.ofHours(1);

  /** The party of what nobody has to do anything for. */
  static final String TIME = "time";

  private WaitingFor() {}

  static <W extends Wish, O> Waiting of(
      RunContext context, Node<W, O> node, Readiness.Waiting state) {
    boolean cloud = state.party().equals(node.scope().cloud());
    // a kind's words are for whoever has the next move: nobody has, while the cloud is at it
    Handover handover =
        (cloud
                ? Optional.<Handover>empty()
                : node.kind().handover(context.owner(), node, context.observed()))
            .map(document -> until(document, state.until()))
            .orElseGet(() -> plain(state.party(), node.address().path(), state.state()));
    Instant now = context.loop().time().instant();
    return new Waiting(
        node.address().part(),
        node.address().path(),
        handover.party(),
        state.state(),
        handover,
        now.plus(cloud ? context.waits().atMost() : PEOPLE),
        state.until());
  }

  /**
   * Nothing more is seen, but a call whose answer was lost may still have its effect.
   *
   * @param seen what the last look has shown of it
   */
  static Waiting settling(String part, String address, String seen, Instant nextLook) {
    String what =
        seen
            + "; look again at "
            + nextLook
            + ", since a late effect of an earlier call is possible until then";
    return new Waiting(part, address, TIME, what, plain(TIME, address, what), nextLook, null);
  }

  /** Somebody else has to let go of what is to be removed. */
  static Waiting letGo(RunContext context, Step step, String why, Handover handover) {
    return new Waiting(
        step.part(),
        step.address(),
        handover.party(),
        why,
        handover,
        context.loop().time().instant().plus(PEOPLE),
        null);
  }

  /** Says in the document itself how long its reader has; it stands after what it is about. */
  private static Handover until(Handover document, @Nullable Instant end) {
    if (end == null) {
      return document;
    }
    List<Handover.Section> sections = new ArrayList<>(document.sections());
    sections.add(
        Math.min(1, sections.size()),
        new Handover.Section(
            new Words("Until when", "截止时间"),
            new Words(
                "This can be done until " + end + " (UTC); then it has to be asked for anew.",
                "请在 " + end + "（UTC）之前完成，逾期需重新发起。")));
    return new Handover(document.party(), document.title(), sections);
  }

  private static Handover plain(String party, String subject, String state) {
    Words title = new Words("Wait for " + party + ": " + subject, "等待 " + party + "：" + subject);
    Words body =
        new Words(
            "State: " + state + ". Nothing is to be done but to apply again at the next look.",
            "状态：" + state + "。无需操作，到下次检查时间再次执行 apply 即可。");
    return new Handover(
        party, title, List.of(new Handover.Section(new Words("State", "状态"), body)));
  }
}
