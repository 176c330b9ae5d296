/// How much a desk that handles data well has at most, as its policy says.
package struct OversightTargets: Hashable, Sendable {
  /// What is not named has no target.
  package var most: [Measure: Int]
  /// How many days a look that waits for a review may wait.
  package var reviewDays: Int

  package init(most: [Measure: Int], reviewDays: Int) {
    self.most = most
    self.reviewDays = reviewDays
  }

  /// What a month is measured by; the raw value stands in the policy.
  package enum Measure: String, Hashable, Sendable, CaseIterable {
    case looksPerHundredTickets = "looks_per_100_tickets"
    /// At the median, for a value that was opened.
    case minutesOpen = "minutes_open"
    case reviewsOverdue = "reviews_overdue"
    case unjustifiedPercent = "unjustified_percent"
    case masksMissed = "masks_missed"
    /// Replies that left although something was found in them.
    case sentDespiteFindingPercent = "sent_despite_finding_percent"
  }

  package static let standard = OversightTargets(
    most: [
      .looksPerHundredTickets: 20, .minutesOpen: 5, .reviewsOverdue: 0, .unjustifiedPercent: 2,
      .masksMissed: 10, .sentDespiteFindingPercent: 5,
    ], reviewDays: 7)
}
