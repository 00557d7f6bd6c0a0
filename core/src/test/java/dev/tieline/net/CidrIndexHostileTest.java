package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks made to take time or memory: a million equal ones, deep nests, replacements. */
class CidrIndexHostileTest {

  /** A time of the square of the networks, or a walk for each question, would be hours here. */
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.0/24, 128.0.0.0/1",
    "2001:db8::/63, 2001:db8:0:1:8000::/66, 8000::/1"
  })
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void overlaps_aMillionDuplicatesAroundOthers_takeLinearTime(String of, String in, String out) {
    Cidr same = Cidr.parse(of);
    Cidr inside = Cidr.parse(in);
    Cidr outside = Cidr.parse(out);
    int duplicates = 1_000_000;
    CidrIndex.Builder<Integer> builder = CidrIndex.builder();
    builder.add(Cidr.enclosing(same.first(), 0), -1);
    for (int i = 0; i < duplicates; i++) {
      builder.add(same, i);
    }
    builder.add(inside, -2);
    CidrIndex<Integer> index = builder.build();
    long n = duplicates;
    assertThat(index.overlapCount()).isEqualTo(n * (n - 1) / 2 + n + n + 1);
    assertThat(index.overlaps().limit(100_000).count()).isEqualTo(100_000);
    assertThat(index.longestMatch(outside.first()).orElseThrow().payload()).isEqualTo(-1);
    long answers = 0;
    for (int i = 0; i < 100_000; i++) {
      answers += index.contained(inside).size();
      answers += index.overlapsAny(outside) ? 1 : 0;
      answers += index.longestMatch(same.first()).orElseThrow().payload() == duplicates - 1 ? 1 : 0;
    }
    assertThat(answers).isEqualTo(300_000);
    assertThat(index.containing(inside)).hasSize(duplicates + 2);
    assertThat(index.minus(same, duplicates - 1).longestMatch(same.first()).orElseThrow().payload())
        .isEqualTo(duplicates - 2);
  }

  /** Each nest is as deep as can be; every pair of it is an answer, and none of two nests. */
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "2001:db8::/32"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void questions_ofManyDeepNests_takeLinearTime(String text) {
    Cidr all = Cidr.parse(text);
    int top = all.prefixLength() + 12;
    int depth = all.first().bits() - top + 1;
    List<Cidr> nests = Nets.parts(all, 12);
    CidrIndex.Builder<Integer> builder = CidrIndex.builder();
    for (Cidr nest : nests) {
      for (int length = nest.first().bits(); length >= top; length--) {
        builder.add(Cidr.enclosing(nest.last(), length), length);
      }
    }
    CidrIndex<Integer> index = builder.build();
    assertThat(index.overlapCount()).isEqualTo(4096L * depth * (depth - 1) / 2);
    long around = 0;
    for (Cidr nest : nests) {
      around += index.containing(Cidr.of(nest.last())).size();
      around += index.longestMatch(nest.first()).orElseThrow().payload() == top ? 0 : 1;
    }
    assertThat(around).isEqualTo(4096L * depth);
  }

  /** An index of a thousand networks, whose first payloads have all been replaced. */
  private static CidrIndex<Object> replaced(
      boolean bothFamilies, List<WeakReference<Object>> gone) {
    CidrIndex.Builder<Object> builder = CidrIndex.builder();
    if (bothFamilies) {
      builder.add(Cidr.ofAny6(), "stays");
    }
    List<Object> payloads = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      payloads.add(new Object());
      gone.add(new WeakReference<>(payloads.get(i)));
      builder.add(Cidr.of(Ip.v4(i)), payloads.get(i));
    }
    CidrIndex<Object> index = builder.build();
    for (int i = 0; i < 1000; i++) {
      index = index.plus(Cidr.of(Ip.v4(i)), "new");
      index = index.minus(Cidr.of(Ip.v4(i)), payloads.get(i));
    }
    return index;
  }

  /** Payloads are whole objects here, and what is not reachable any more is collected. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void minus_payloads_areLetGoOnceAMergeIsDone(boolean bothFamilies) {
    List<WeakReference<Object>> gone = new ArrayList<>();
    CidrIndex<Object> index = replaced(bothFamilies, gone);
    long held = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && held > 64; attempt++) {
      System.gc();
      held = gone.stream().filter(payload -> payload.get() != null).count();
    }
    assertThat(held).isLessThanOrEqualTo(64); // changes that wait for the next merge
    assertThat(index.size()).isEqualTo(bothFamilies ? 1001 : 1000);
  }
}
