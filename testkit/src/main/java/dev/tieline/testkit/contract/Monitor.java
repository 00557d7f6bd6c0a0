package dev.tieline.testkit.contract;

import dev.tieline.testkit.Call;
import java.util.List;
import java.util.SortedMap;

/**
 * Judges every call that changes something, against the cloud's true state at that moment: no write
 * to what is neither marked nor claimed, nothing made without a mark, key or token, a claim before
 * its entry, nothing opened outside the wish.
 */
public interface Monitor {

  /**
   * Judges a call before it has its effect.
   *
   * @param call the call
   * @param parameters what it asks for
   * @return what is wrong with it; empty if nothing is
   */
  String judge(Call call, SortedMap<String, String> parameters);

  /**
   * Returns what is wrong with what calls have done, late ones included.
   *
   * @return each in words, with its call; none by default
   */
  default List<String> effects() {
    return List.of();
  }
}
