import Observation
import Terminal

/// What the probe shows.
@MainActor
@Observable
final class ProbeModel {
  var lastEvent = "none"
  var eventCount = 0
  var resumeCount = 0
  var isRevealed = false
  var isLightTheme = false
  var ticks = 0
  var memoryFinding = ""
  /// Which random frame is shown; 0 for the usual one.
  var frameSeed = 0
  @ObservationIgnored var alarmAt: ContinuousClock.Instant?
  /// Changes without a word to the observer.
  @ObservationIgnored var silent = 0
}
