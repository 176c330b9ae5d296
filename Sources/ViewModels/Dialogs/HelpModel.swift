import Observation
package import Text

/// What every key does where one is, made from the live key map.
@Observable @MainActor
package final class HelpModel {
  package struct Section: Sendable {
    package let title: SanitizedText
    package let lines: [Line]
  }

  package struct Line: Sendable {
    package let keys: SanitizedText
    package let title: SanitizedText
    /// Why it cannot be done just now.
    package let reason: SanitizedText?
  }

  package let sections: [Section]
  package private(set) var scroll = 0
  /// How many lines there are and how many fit; set by whoever draws.
  @ObservationIgnored package var lineCount = 0
  @ObservationIgnored package var visibleCount = 1

  package init(sections: [Section]) {
    self.sections = sections
  }

  package func scroll(by lines: Int) {
    scroll = max(0, min(max(0, lineCount - visibleCount), scroll + lines))
  }

  package func scroll(byPages pages: Int) { scroll(by: pages * max(1, visibleCount - 1)) }
}
