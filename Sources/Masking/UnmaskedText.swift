public import Text

/// Text on its way to the masker: a customer's words as they came, or an agent's as they were typed.
///
/// Anybody may make one; only Masking can read it. It is moved, never copied, so that it ends where
/// it is masked.
public struct UnmaskedText: ~Copyable, Sendable {
  let text: SanitizedText
  let origin: Origin

  enum Origin: Sendable {
    /// Written outside: what looks like a token or a placeholder is only words.
    case received
    /// Written in the composer: `‹phone 1›` and `{{customer.first_name}}` mean what they say.
    case composed
  }

  /// A customer's words.
  public init(received text: SanitizedText) {
    self.text = text
    origin = .received
  }

  /// An agent's words.
  public init(composed text: SanitizedText) {
    self.text = text
    origin = .composed
  }
}
