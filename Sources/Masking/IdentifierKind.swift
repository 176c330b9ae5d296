public import Text

/// What sort of identifier a value is: e-mail, card, phone.
///
/// The raw value is the name used in files and measurements (`CREDIT_CARD`). A workspace adds kinds
/// of its own, so this is an open set and not an enumeration.
public struct IdentifierKind: Hashable, Sendable, RawRepresentable, Codable {
  /// Capital ASCII letters, digits and underscores.
  public let rawValue: String

  /// Accepts what can stand in a token; `nil` for anything else.
  public init?(rawValue: String) {
    guard let first = rawValue.utf8.first, (0x41...0x5A).contains(first),
      rawValue.utf8.count <= 32,
      rawValue.utf8.allSatisfy({
        (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      })
    else { return nil }
    self.rawValue = rawValue
  }

  init(known rawValue: String) {
    self.rawValue = rawValue
  }

  /// A person's name.
  public static let person = IdentifierKind(known: "PERSON")
  /// An e-mail address.
  public static let email = IdentifierKind(known: "EMAIL")
  /// A telephone number.
  public static let phone = IdentifierKind(known: "PHONE")
  /// A payment card's number.
  public static let card = IdentifierKind(known: "CREDIT_CARD")
  /// A card's verification code.
  public static let cardVerification = IdentifierKind(known: "CVV")
  /// An international bank account number.
  public static let iban = IdentifierKind(known: "IBAN")
  /// A national bank account number.
  public static let bankAccount = IdentifierKind(known: "BANK_ACCOUNT")
  /// A postal address.
  public static let address = IdentifierKind(known: "ADDRESS")
  /// A customer or account number.
  public static let customerID = IdentifierKind(known: "CUSTOMER_ID")
  /// A user name.
  public static let userName = IdentifierKind(known: "USERNAME")
  /// A date of birth.
  public static let dateOfBirth = IdentifierKind(known: "DATE_OF_BIRTH")
  /// An age over 89, which few people share.
  public static let age = IdentifierKind(known: "AGE")
  /// An IPv4 or IPv6 address.
  public static let ipAddress = IdentifierKind(known: "IP_ADDRESS")
  /// A network card's address.
  public static let macAddress = IdentifierKind(known: "MAC_ADDRESS")
  /// The secret part of a URL.
  public static let url = IdentifierKind(known: "URL")
  /// A password or PIN.
  public static let password = IdentifierKind(known: "PASSWORD")
  /// A one-time code.
  public static let oneTimeCode = IdentifierKind(known: "OTP")
  /// A key, token or private key of a service.
  public static let apiKey = IdentifierKind(known: "API_KEY")
  /// A passport number.
  public static let passport = IdentifierKind(known: "PASSPORT")
  /// A driving licence number.
  public static let driverLicense = IdentifierKind(known: "DRIVER_LICENSE")
  /// A number plate.
  public static let licensePlate = IdentifierKind(known: "LICENSE_PLATE")
  /// A vehicle identification number.
  public static let vehicle = IdentifierKind(known: "VIN")
  /// Geographic coordinates.
  public static let coordinates = IdentifierKind(known: "GPS")
  /// A cryptocurrency address.
  public static let cryptoAddress = IdentifierKind(known: "CRYPTO")
  /// A payment alias, such as UPI or PIX.
  public static let paymentID = IdentifierKind(known: "PAYMENT_ID")
  /// Text that could not be examined, sealed whole; also what an agent marked by hand.
  public static let unexamined = IdentifierKind(known: "SEALED")

  /// The short word a person reads: `card`, `name`, `us ssn`.
  public var word: SanitizedText {
    switch self {
    // Those that nearly every screen shows are not put together anew for every token.
    case .email: "email"
    case .phone: "phone"
    case .address: "address"
    case .iban: "iban"
    case .person: "name"
    case .card: "card"
    case .cardVerification: "cvv"
    case .customerID: "customer"
    case .userName: "username"
    case .dateOfBirth: "birthday"
    case .ipAddress: "ip"
    case .macAddress: "mac"
    case .oneTimeCode: "code"
    case .apiKey: "key"
    case .bankAccount: "account"
    case .driverLicense: "licence"
    case .licensePlate: "plate"
    case .coordinates: "gps"
    case .cryptoAddress: "wallet"
    case .paymentID: "payment"
    default:
      Self.nationalWords[self]
        ?? SanitizedText(sanitizing: rawValue.lowercased().replacing("_", with: " "))
    }
  }
}
