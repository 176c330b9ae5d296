extension IdentifierKind {
  /// The kinds that the built-in recognisers find, by their names in files.
  public static let builtIn: [IdentifierKind] = {
    let found = Set(Recogniser.all.map(\.kind)).union(nationalWords.keys)
    return found.union([.person, .unexamined]).sorted { $0.rawValue < $1.rawValue }
  }()

  /// Whether nothing of it may be seen without a look: who has it can act as the customer.
  public var isSecret: Bool {
    [.password, .oneTimeCode, .cardVerification, .apiKey, .unexamined].contains(self)
  }

  /// Whether no policy leaves it readable: secrets, and cards (PCI DSS 4.0, 3.4.1).
  public var isAlwaysMasked: Bool { isSecret || self == .card }
}
