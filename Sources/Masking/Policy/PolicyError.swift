/// Why a policy does not take a setting.
///
/// It names what the policy's author wrote, never what a customer did.
public enum PolicyError: Error, Hashable, Sendable {
  /// Nothing of a secret shows.
  case secretShowsNothing(IdentifierKind)
  /// A card shows at most its first six and last four digits.
  case cardShowsTooMuch
  /// The shape means nothing for this kind.
  case unsuitableHint(HintShape, IdentifierKind)
  /// A hint of a custom kind that shows more than a third of its shortest value.
  case hintShowsTooMuch(characterCount: Int, of: Int)
  /// Secrets and cards are masked under every policy.
  case alwaysMasked(IdentifierKind)
  /// A custom kind with the name of a built-in one, or of another custom one.
  case nameTaken(IdentifierKind)
  /// A custom kind that nothing leads to.
  case neitherPatternNorLabels
  /// A label that is not made of Latin letters.
  case label(String)
  /// A checksum without a pattern or a length would be tried on anything.
  case lengthOutOfBounds(ClosedRange<Int>)
  /// A custom kind without labels that would mask ordinary words and numbers, such as this one.
  case swallows(String)
  /// A pattern that always ends in less than a whole identifier: too short to tell anything.
  case tooShort(characterCount: Int)
  /// An allowed shape that would leave identifiers of this kind readable.
  case opens(IdentifierKind, example: String)
  /// An allowed shape and a custom kind that both take this.
  case overlaps(kind: IdentifierKind, example: String)
  /// An allowed value too short to be told from chance.
  case allowedValueTooShort
  /// More entries than a policy may have.
  case tooMany(limit: Int)
}
