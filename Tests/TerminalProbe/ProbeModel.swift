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
  /// Changes without a word to the observer.
  @ObservationIgnored var silent = 0
}
