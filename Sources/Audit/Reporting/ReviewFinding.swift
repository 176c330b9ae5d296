/// What a reviewer found of a look; the raw value stands in the log.
package enum ReviewFinding: String, Hashable, Sendable, CaseIterable {
  case justified, unjustified
}
