package dev.tieline.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Every operation against a TreeMap, which is the slow obvious way to keep old versions: copying.
 */
class PersistentMapTest {

  @Property
  void putAndRemove_anyOrder_behaveAsATreeMapInEveryVersion(
      @ForAll @Size(max = 80) List<@IntRange(min = -40, max = 40) Integer> operations) {
    TreeMap<Integer, String> oracle = new TreeMap<>();
    PersistentMap<Integer, String> map = PersistentMap.empty();
    List<PersistentMap<Integer, String>> versions = new ArrayList<>();
    List<Map<Integer, String>> copies = new ArrayList<>();
    for (int operation : operations) {
      int key = Math.abs(operation);
      if (operation < 0) {
        map = map.remove(key);
        oracle.remove(key);
      } else {
        map = map.put(key, "v" + versions.size());
        oracle.put(key, "v" + versions.size());
      }
      versions.add(map);
      copies.add(new TreeMap<>(oracle));
    }
    for (int i = 0; i < versions.size(); i++) {
      assertThat(versions.get(i).keys()).containsExactlyElementsOf(copies.get(i).keySet());
      assertThat(versions.get(i).values()).containsExactlyElementsOf(copies.get(i).values());
      assertThat(versions.get(i).size()).isEqualTo(copies.get(i).size());
    }
  }

  @Property
  void floorKeyAndRange_anyBounds_agreeWithATreeMap(
      @ForAll @Size(max = 40) List<@IntRange(max = 60) Integer> keys,
      @ForAll @IntRange(max = 60) int from,
      @ForAll @IntRange(max = 60) int to) {
    TreeMap<Integer, Integer> oracle = new TreeMap<>();
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int key : keys) {
      oracle.put(key, key);
      map = map.put(key, key);
    }
    List<Integer> range = new ArrayList<>();
    map.forEach(from, to, (key, value) -> range.add(key));
    assertThat(map.floorKey(from)).isEqualTo(oracle.floorKey(from));
    assertThat(map.firstKey()).isEqualTo(oracle.isEmpty() ? null : oracle.firstKey());
    assertThat(range)
        .containsExactlyElementsOf(
            from <= to ? oracle.subMap(from, to).keySet() : List.<Integer>of());
  }

  @Property
  void put_ascending_staysBalanced(@ForAll @IntRange(min = 1, max = 5000) int count) {
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int i = 0; i < count; i++) {
      map = map.put(i, i);
    }
    assertThat(map.height()).isLessThanOrEqualTo((int) (1.45 * Math.log(count + 2) / Math.log(2)));
  }
}
