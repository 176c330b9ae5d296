import Sealing
import Text

@testable import Masking

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// A customer with an empty vault.
func emptyVault() -> IdentifierVault<Practice> {
  IdentifierVault(key: .random(for: CustomerID(rawValue: 7)), lookup: .ephemeral())
}

/// What a text says once its tokens are replaced by what they stand for, as `‹email 1›` on screen.
func masked(_ text: String, locale: String? = nil, profile: [ProfileFact] = []) -> String {
  MaskFilter().mask(text, locale: locale, profile: profile).masked
}

/// Pieces of text, each with one identifier or none, from which tests build messages.
enum Pieces {
  static let all = [
    "write to maris.okonjo+tea@example.net", "call +44 20 7946 0958 ext 12", "(212) 555-0134",
    "card 4111 1111 1111 1111 exp 04/28", "IBAN DE89 3704 0044 0532 0130 00", "from 203.0.113.7",
    "2001:db8::7 said no", "password: hunter2-green", "code 493 118 is your login",
    "https://shop.example/reset?token=8f1c2d", "Order LT-20417 shipped 2026-03-02",
    "customer number A748906828", "My name is Ada Lovelace and I need help", "it is 19:33 now",
    "Best regards,\nJane Doe", "‹email 1› and [[EMAIL_1]] and {{name}}", "\\[[X_1]] \\ {{{{",
    "SSN 078-05-1120", "日本語 😀 👩‍👩‍👧 é è ü", "name (at) example (dot) com", "&#52;111 %40 =40",
    "5 Kettle Row, London SW1A 1AA", "Hauptstraße 12, 10115 Berlin", "born 14/02/1961",
    "a-a-a-a@", "a.a.a.a.", "+", "@", "::", "://", "-----BEGIN", "**** 4242", "\u{301}\u{200B}",
  ]
}

/// A key for looking values up.
func emptyVaultLookup() -> LookupKey<Practice> {
  .ephemeral()
}
