package dev.tieline.apply;

import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a survey of all clouds concerned found. */
record Look(Map<Provider, Facts> facts, Snapshot snapshot) {
  /**
   * Surveys the clouds side by side; returns when every answer is there, or empty if the thread was
   * interrupted before.
   */
  static Optional<Look> take(
      Loop loop, Pipeline pipeline, Collection<Provider> providers, SurveyRequest request) {
    Reads reads = new PagedReads(pipeline);
    pipeline.beginLook();
    Map<Provider, Survey> surveys = new LinkedHashMap<>();
    for (Provider provider : providers) {
      Survey survey = provider.survey(request);
      surveys.put(provider, survey);
      survey.start(reads);
    }
    loop.drain();
    pipeline.endLook();
    if (loop.cancelled()) {
      return Optional.empty();
    }
    Map<Provider, Facts> facts = new LinkedHashMap<>();
    SnapshotEditor picture = new SnapshotEditor();
    surveys.forEach(
        (provider, survey) -> {
          facts.put(provider, survey.facts());
          survey.picture(picture);
        });
    return Optional.of(new Look(facts, picture.build(loop.time().instant())));
  }
}
