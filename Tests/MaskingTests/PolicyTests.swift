import Testing
import Text

@testable import Masking

/// What a workspace's own policy masks, shows and leaves readable.
@Suite struct PolicyTests {
  static let member = kind("MEMBER_CARD")

  static func kind(_ name: String) -> IdentifierKind {
    guard let kind = IdentifierKind(rawValue: name) else {
      preconditionFailure("a test names its kinds in capitals")
    }
    return kind
  }

  static func custom(
    _ pattern: String? = nil, labels: [String] = [], checksum: NamedChecksum? = nil,
    length: ClosedRange<Int>? = nil, anywhere: Bool? = nil
  ) throws -> CustomKind {
    try CustomKind(
      member, pattern: pattern.map { try IdentifierPattern($0) }, labels: labels,
      checksum: checksum, length: length, isFoundAnywhere: anywhere)
  }

  static func masked(
    _ text: String, under policy: MaskingPolicy, profile: [ProfileFact] = []
  ) -> String {
    MaskFilter(masker: Masker(policy: policy)).mask(text, profile: profile).masked
  }

  static func masked(_ text: String, finding custom: CustomKind) throws -> String {
    var policy = MaskingPolicy.standard
    try policy.add(custom)
    return masked(text, under: policy)
  }

  // MARK: The site's own kinds

  @Test(arguments: [
    ("my card LT-20417, thanks", "my card [[MEMBER_CARD_1]], thanks"),
    ("LT-20417", "[[MEMBER_CARD_1]]"), ("lt 20417.", "[[MEMBER_CARD_1]]."),
    ("ＬＴ－２０４１７", "[[MEMBER_CARD_1]]"), ("L\u{200B}T-20417", "[[MEMBER_CARD_1]]"),
    ("LT-20417 and LT20417", "[[MEMBER_CARD_1]] and [[MEMBER_CARD_1]]"),
    ("XLT-20417", "XLT-20417"), ("LT-2041", "LT-2041"), ("LT-20417A", "LT-20417A"),
  ])
  func `a kind with a pattern is found anywhere, however it is typed`(
    text: String, expected: String
  ) throws {
    #expect(try Self.masked(text, finding: Self.custom("LT-#####")) == expected)
  }

  @Test(arguments: [
    ("Membership number: 81920 33", "Membership number: [[MEMBER_CARD_1]]"),
    ("membership no. is\n8192-033", "membership no. is\n[[MEMBER_CARD_1]]"),
    ("Größe-Nummer 8192033", "Größe-Nummer [[MEMBER_CARD_1]]"),
    ("8192033 pieces", "8192033 pieces"),
  ])
  func `a kind with labels is found behind them alone`(text: String, expected: String) throws {
    let custom = try Self.custom(
      "#######", labels: ["membership number", "Membership No.", "größe-nummer"])
    #expect(try Self.masked(text, finding: custom) == expected)
  }

  @Test func `a kind is found inside Base64`() throws {
    // `card no LT-20417 ok`
    let text = "see Y2FyZCBubyBMVC0yMDQxNyBvaw== please"
    #expect(
      try Self.masked(text, finding: Self.custom("LT-#####")) == "see [[MEMBER_CARD_1]] please")
  }

  @Test func `a kind without a pattern is letters and digits behind a label`() throws {
    let custom = try Self.custom(labels: ["locker"], length: 3...5)
    #expect(
      try Self.masked("locker K12 is mine", finding: custom) == "locker [[MEMBER_CARD_1]] is mine")
    #expect(try Self.masked("locker 1234567", finding: custom) == "locker 1234567")
    #expect(try Self.masked("locker room", finding: custom) == "locker room")
  }

  @Test func `a kind may be found both ways`() throws {
    let custom = try Self.custom("LT-#####", labels: ["tea club"], anywhere: true)
    #expect(try Self.masked("LT-20417", finding: custom) == "[[MEMBER_CARD_1]]")
    #expect(
      try Self.masked("tea club: LT 2 0417", finding: custom) == "tea club: [[MEMBER_CARD_1]]")
  }

  @Test(arguments: [
    (NamedChecksum.luhn, "79927398713", "79927398710"),
    (.verhoeff, "2363", "2364"),
    (.mod97, "3214282912345698765432161182", "3214282912345698765432161183"),
    (.mod11, "9434765919", "9434765918"), (.mod11, "080442957X", "0804429571"),
    (.mod11And10, "36574261809", "36574261808"), (.ean, "4006381333931", "4006381333932"),
    (.icao, "L898902C36", "L898902C37"),
  ])
  func `check digits hold for the published examples`(
    checksum: NamedChecksum, good: String, bad: String
  ) {
    #expect(checksum.holds(Array(good.utf8)))
    #expect(!checksum.holds(Array(bad.utf8)))
  }

  @Test func `a wrong check digit leaves a number readable, but not behind a label`() throws {
    let custom = try Self.custom(
      "#{11}", labels: ["tea club"], checksum: .luhn, anywhere: true)
    #expect(try Self.masked("no 79927398713 x", finding: custom).contains("MEMBER_CARD"))
    #expect(try !Self.masked("no 79927398710 x", finding: custom).contains("MEMBER_CARD"))
    #expect(try Self.masked("tea club 79927398710", finding: custom).contains("MEMBER_CARD"))
  }

  @Test func `length bounds count letters and digits`() throws {
    let custom = try Self.custom("LT#{2,8}", length: 6...7)
    #expect(
      try Self.masked("LT123 LT1234 LT12345 LT123456", finding: custom)
        == "LT123 [[MEMBER_CARD_1]] [[MEMBER_CARD_2]] LT123456")
  }

  @Test(arguments: [
    ("########", "12345678"), ("@{2,12}", "is"), ("##-##-####", "17-05-2026"), ("*{4}", "please"),
    ("####", "2026"), ("@@######", "AA000000"),
  ])
  func `a pattern that takes ordinary text needs a label`(source: String, _: String) throws {
    #expect {
      try Self.custom(source)
    } throws: { error in
      if case PolicyError.swallows = error { true } else { false }
    }
    _ = try Self.custom(source, labels: ["tea club"])
  }

  @Test func `a kind that nothing leads to is refused`() {
    #expect(throws: PolicyError.neitherPatternNorLabels) { try Self.custom() }
    #expect(throws: PolicyError.nameTaken(.email)) { try CustomKind(.email, labels: ["mail"]) }
    #expect(throws: PolicyError.label("会員番号")) { try Self.custom(labels: ["会員番号"]) }
    #expect(throws: PolicyError.lengthOutOfBounds(7...7)) {
      try Self.custom("LT#####", length: 9...12)
    }
    #expect(throws: PolicyError.tooShort(characterCount: 3)) { try Self.custom("L##") }
  }

  @Test func `custom kinds read text in one go, however hostile`() throws {
    var policy = MaskingPolicy.standard
    try policy.add(Self.custom("(LT?-?){8}#{8}", labels: ["l"], anywhere: true))
    let rules = PolicyRules(policy)
    func visits(_ count: Int) -> Int {
      let text = Array(String(repeating: "l-lt ", count: count).utf8)
      return text.withUnsafeBufferPointer { source in
        Recognition.examining(source, region: nil) { examination in
          let before = examination.visits
          rules.apply(to: &examination)
          return examination.visits - before
        }
      }
    }
    #expect(Double(visits(4_000)) <= 2.2 * Double(visits(2_000)))
  }

  // MARK: What stays readable

  /// A message that names the site's own address, account and order beside the customer's.
  @Test func `what is the site's own stays readable in a whole message`() throws {
    var policy = MaskingPolicy.standard
    for value in ["support@acme.example", "@tea.example", "GB29 NWBK 6016 1331 9268 19"] {
      try policy.allow(value: value)
    }
    try policy.allow(IdentifierPattern("###-#######-#######", separators: .exact))
    let letter = """
      Hi, I wrote to support@acme.example and to ines@tea.example from mara@okafor.example.
      I paid order 302-5551234-7654321 to your account GB29NWBK60161331926819,
      from mine, GB33 BUKB 2020 1555 5555 55. Call +44 20 7946 0958.
      """
    #expect(
      Self.masked(letter, under: policy) == """
        Hi, I wrote to support@acme.example and to ines@tea.example from [[EMAIL_1]].
        I paid order 302-5551234-7654321 to your account GB29NWBK60161331926819,
        from mine, [[IBAN_1]]. Call [[PHONE_1]].
        """)
  }

  @Test(arguments: [
    "xsupport@acme.example", "support@acme.example.evil.example", "súpport@acme.example",
    "support+jane@acme.example",
  ])
  func `an address that only resembles an allowed one is masked`(address: String) throws {
    var policy = MaskingPolicy.standard
    try policy.allow(value: "support@acme.example")
    #expect(Self.masked("mail \(address) now", under: policy).contains("[[EMAIL_1]]"))
  }

  @Test func `a secret or a card stays masked inside an allowed shape`() throws {
    var policy = MaskingPolicy.standard
    try policy.allow(IdentifierPattern("K-#{16}", separators: .exact))
    try policy.allow(IdentifierPattern("LT-#####", separators: .exact))
    #expect(
      Self.masked("my password: LT-20417 ok", under: policy) == "my password: [[PASSWORD_1]] ok")
    #expect(Self.masked("card K-4111111111111111", under: policy).contains("[[CREDIT_CARD_1]]"))
  }

  @Test func `a number that goes on is no allowed shape`() throws {
    var policy = MaskingPolicy.standard
    try policy.allow(IdentifierPattern("BUKB##############", separators: .exact))
    let text = "IBAN GB33BUKB20201555555555"
    #expect(Self.masked(text, under: policy) == "IBAN [[IBAN_1]]")
  }

  @Test func `a kind that is off stays readable, in the profile too`() throws {
    var policy = MaskingPolicy.standard
    try policy.turnOff(.email)
    let profile = [ProfileFact(kind: .email, value: "jane@example.org")]
    let text = "jane@example.org, +44 20 7946 0958"
    #expect(
      Self.masked(text, under: policy, profile: profile) == "jane@example.org, [[PHONE_1]]")
  }

  @Test func `a number of a kind that is off is not masked as something less likely`() throws {
    var policy = MaskingPolicy.standard
    let text = "IMEI 490154203237518"
    try #require(Self.masked(text, under: policy) == "IMEI [[IMEI_1]]")
    try policy.turnOff(.imei)
    #expect(Self.masked(text, under: policy) == text)
  }

  @Test(arguments: [
    IdentifierKind.card, .password, .oneTimeCode, .cardVerification, .apiKey, .unexamined,
  ])
  func `secrets and cards are masked under every policy`(kind: IdentifierKind) {
    var policy = MaskingPolicy.standard
    #expect(throws: PolicyError.alwaysMasked(kind)) { try policy.turnOff(kind) }
  }

  @Test func `an allow-list takes no card, no crumb and no shape of an identifier`() throws {
    var policy = MaskingPolicy.standard
    #expect(throws: PolicyError.alwaysMasked(.card)) {
      try policy.allow(value: "4111 1111 1111 1111")
    }
    #expect(throws: PolicyError.allowedValueTooShort) { try policy.allow(value: "a-1") }
    for (shape, kind) in [
      ("###-##-####", IdentifierKind.usSSN), ("#{10}", .phone), ("#{16}", .card),
      ("@@####", .licensePlate),
    ] {
      let pattern = try IdentifierPattern(shape, separators: .exact)
      let error = #expect(throws: PolicyError.self) { try policy.allow(pattern) }
      if case .opens(let opened, _)? = error { #expect(opened == kind) }
    }
  }

  @Test func `an allowed shape and a custom kind cannot both take a number`() throws {
    var policy = MaskingPolicy.standard
    try policy.add(Self.custom("LT-#####"))
    let pattern = try IdentifierPattern("LT-#{5,7}", separators: .exact)
    #expect(throws: PolicyError.overlaps(kind: Self.member, example: "LT-00000")) {
      try policy.allow(pattern)
    }
    var other = MaskingPolicy.standard
    try other.allow(pattern)
    #expect(throws: PolicyError.overlaps(kind: Self.member, example: "LT-00000")) {
      try other.add(Self.custom("LT-#####"))
    }
  }

  /// What holds for any text holds under any policy.
  @Test(arguments: 0..<200)
  func `under a policy too, finds are disjoint, sorted and on scalar boundaries`(
    seed: UInt64
  ) throws {
    var policy = MaskingPolicy.standard
    try policy.turnOff(.email)
    try policy.turnOff(.person)
    try policy.add(Self.custom("LT-?#{3,8}", labels: ["order", "is your"], anywhere: true))
    try policy.allow(value: "+44 20 7946 0958")
    try policy.allow(IdentifierPattern("LONDON SW1A", separators: .exact))
    var random = SeededGenerator(seed: seed)
    let text = SanitizedText(sanitizing: PropertyTests.message(&random))
    let bytes = Array(text.string.utf8)
    var end = 0
    for detection in Masker(policy: policy).detect(in: text) {
      #expect(detection.range.lowerBound >= end && !detection.range.isEmpty)
      for edge in [detection.range.lowerBound, detection.range.upperBound] {
        #expect(edge == bytes.count || bytes[edge] & 0xC0 != 0x80)
      }
      #expect(detection.kind != .email && detection.kind != .person)
      end = detection.range.upperBound
    }
    #expect(end <= bytes.count)
  }

  // MARK: Hints

  @Test(arguments: [
    (HintShape.last(4), IdentifierKind.card, "4111 1111 1111 1111", "•••• 1111"),
    (.last(2), .card, "4111 1111 1111 1111", "•••• 11"),
    (.binAndLastFour, .card, "4111 1111 1111 1111", "411111•••• 1111"),
    (.binAndLastFour, .card, "3782 822463 10005", "378282•••• 0005"),
    (.binAndLastFour, .card, "6304 0000 0000", "•••• 0000"),
    (.none, .card, "4111 1111 1111 1111", ""),
    (.countryAndLast(3), .iban, "DE89 3704 0044 0532 0130 00", "DE•• •••• 000"),
    (.last(4), .iban, "DE89 3704 0044 0532 0130 00", "•••• 3000"),
    (.countryAndLast(4), .phone, "+44 20 7946 0958", "+44 ••• ••0958"),
    (.last(2), .phone, "+44 20 7946 0958", "••• ••58"), (.last(4), .phone, "7946 0958", ""),
    (.initials, .person, "Mara Okafor", "M••• O•••"), (.none, .person, "Mara Okafor", ""),
    (.firstLetters, .email, "mara@okafor.example", "m•••@o•••.example"),
    (.last(3), .usSSN, "078-05-1120", "••• 120"), (.last(4), .usSSN, "078-05-1120", ""),
    (.last(2), kind("MEMBER_CARD"), "LT-20417", "••• 17"),
    (.host, .url, "https://a.example/x?t=1", "a.example/•••"),
    (.last(4), .password, "correct horse battery", ""),
    (.initials, .card, "4111 1111 1111 1111", ""),
  ])
  func `a hint has the shape that the policy gives it`(
    shape: HintShape, kind: IdentifierKind, value: String, hint: String
  ) {
    #expect(Hint.hint(for: value, kind: kind, as: shape).string == hint)
  }

  @Test func `a policy takes no hint of a secret, nor more of a card than is allowed`() throws {
    var policy = MaskingPolicy.standard
    #expect(throws: PolicyError.secretShowsNothing(.password)) {
      try policy.setHint(.last(1), for: .password)
    }
    for shape in [HintShape.last(5), .countryAndLast(4), .initials] {
      #expect(throws: PolicyError.cardShowsTooMuch) { try policy.setHint(shape, for: .card) }
    }
    #expect(throws: PolicyError.unsuitableHint(.last(4), .email)) {
      try policy.setHint(.last(4), for: .email)
    }
    try policy.add(Self.custom("LT-#####"))
    #expect(throws: PolicyError.hintShowsTooMuch(characterCount: 3, of: 7)) {
      try policy.setHint(.last(3), for: Self.member)
    }
    try policy.setHint(.last(2), for: Self.member)
  }

  @Test(arguments: HintShape.all)
  func `a shape is read as it is written`(shape: HintShape) {
    #expect(HintShape(written: shape.written) == shape)
  }

  @Test func `the vault keeps the hint that the policy gives`() throws {
    var policy = MaskingPolicy.standard
    try policy.setHint(.binAndLastFour, for: .card)
    try policy.setHint(.none, for: .email)
    var vault = emptyVault()
    let masker = Masker(policy: policy)
    _ = try masker.mask(
      UnmaskedText(received: "4111 1111 1111 1111 and jane@example.org"), into: &vault)
    _ = try vault.addMention(
      UnmaskedText(received: "bob@example.org"), kind: .email, by: masker)
    #expect(vault.identifiers.map(\.hint.string) == ["411111•••• 1111", "", ""])
  }

  @Test func `a hint that was kept is gone as soon as the policy shows none`() throws {
    var vault = emptyVault()
    _ = try Masker().mask(UnmaskedText(received: "4111 1111 1111 1111"), into: &vault)
    let card = try #require(vault.identifiers.first)
    #expect(Masker().visibleHint(of: card).string == "•••• 1111")
    var policy = MaskingPolicy.standard
    try policy.setHint(.none, for: .card)
    #expect(Masker(policy: policy).visibleHint(of: card).isEmpty)
  }

  @Test func `what is looked up by value is found whether its kind shows or not`() throws {
    var policy = MaskingPolicy.standard
    try policy.turnOff(.email)
    let (codes, words) = Masker(policy: policy).lookUp(
      UnmaskedText(composed: "from jane@example.org"), with: emptyVaultLookup())
    #expect(codes.map(\.kind) == [.email])
    #expect(words.string == "from ")
  }
}
