import Text

/// Finds identifiers in sanitised text.
enum Recognition {
  /// Disjoint, sorted, on scalar boundaries, longest and most certain first.
  static func detect(
    in text: SanitizedText, locale: String?, profile: [ProfileFact]
  ) -> [Detection] {
    []
  }
}
