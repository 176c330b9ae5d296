import Training

/// Letters of invented customers, with and without identifiers.
struct SyntheticMail {
  private var random: SeededGenerator

  init(_ random: SeededGenerator) {
    self.random = random
  }

  private static let sentences = [
    "I have been waiting for my order since last week and nobody has written to me.",
    "The parcel was damaged when it arrived and the lid does not close any more.",
    "Could you please tell me when the refund will show up on my statement?",
    "I tried to sign in three times and the page only says that something went wrong.",
    "Please change the delivery address before it is sent, I typed the old one.",
    "The invoice shows a different price from the one on the site.",
    "I would like to cancel the subscription from next month on.",
    "Thank you for your help, that was quick.",
  ]

  private mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(UInt8.random(in: 0...9, using: &random)) }.joined()
  }

  /// One letter: a few sentences and, two times in three, an identifier.
  mutating func letter() -> String {
    var text = (0..<Int.random(in: 2...6, using: &random))
      .map { _ in Self.sentences.randomElement(using: &random) ?? "" }.joined(separator: " ")
    switch Int.random(in: 0...5, using: &random) {
    case 0: text += " Write to me at customer\(digits(4))@example.com."
    case 1: text += " My number is +44 7700 900\(digits(3))."
    case 2: text += " The order is LT-\(digits(5)), the card 4111 1111 1111 1111."
    case 3: text += " I signed in from 203.0.113.\(UInt8.random(in: 1...254, using: &random))."
    default: break
    }
    return text
  }
}
