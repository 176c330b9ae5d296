/// How much of a value shows beside its token, before anybody escalates.
public enum HintShape: Hashable, Sendable {
  /// Nothing.
  case none
  /// The first letter of each of up to three words: `M••• O•••`.
  case initials
  /// Of an address the first letter, the domain's first letter and its suffix: `m•••@e•••.net`.
  case firstLetters
  /// So many of the last characters, 1 to 4.
  case last(Int)
  /// The country of an IBAN or the country code of a phone, and so many of the last characters.
  case countryAndLast(Int)
  /// The first six and the last four digits of a card, the most that PCI DSS 4.0, 3.4.1 allows.
  case binAndLastFour
  /// Whose URL it is, and nothing of the path.
  case host

  /// As it stands in files: `country and last 2`.
  public var written: String {
    switch self {
    case .none: "none"
    case .initials: "initials"
    case .firstLetters: "first letters"
    case .last(let count): "last \(count)"
    case .countryAndLast(let count): "country and last \(count)"
    case .binAndLastFour: "bin and last 4"
    case .host: "host"
    }
  }

  /// Every shape there is.
  public static let all: [HintShape] =
    [.none, .initials, .firstLetters, .binAndLastFour, .host] + (1...4).map { .last($0) }
    + (1...4).map { .countryAndLast($0) }

  /// Reads the form of files; `nil` for any other.
  public init?(written: String) {
    let words = written.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" })
    guard let shape = Self.all.first(where: { $0.written.split(separator: " ") == words }) else {
      return nil
    }
    self = shape
  }

  /// The shapes that suit a kind and do not give it away.
  public func suits(_ kind: IdentifierKind) -> Bool {
    if self == .none { return true }
    if kind.isSecret { return false }
    return switch (kind, self) {
    case (.person, .initials), (.email, .firstLetters), (.url, .host): true
    case (.person, _), (.email, _), (.url, _): false
    case (.address, _), (.dateOfBirth, _), (.age, _), (.coordinates, _): false
    case (.card, .binAndLastFour): true
    case (.phone, .countryAndLast(let count)), (.iban, .countryAndLast(let count)):
      (1...4).contains(count)
    case (_, .last(let count)): (1...4).contains(count)
    default: false
    }
  }

  /// What a workspace without a policy of its own shows.
  public static func standard(for kind: IdentifierKind) -> HintShape {
    switch kind {
    case .email: .firstLetters
    case .phone: .countryAndLast(2)
    case .card: .last(4)
    case .bankAccount: .last(2)
    case .iban: .countryAndLast(4)
    case .person: .initials
    case .url: .host
    default: .none
    }
  }
}
