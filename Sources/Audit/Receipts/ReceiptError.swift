public import Sealing

/// Why a receipt did not open what it was spent on.
public enum ReceiptError: Error, Hashable, Sendable {
  /// It was issued for another identifier.
  case otherIdentifier
  /// It was issued for another customer's data.
  case otherCustomer
  /// Its time is over.
  case expired
  /// The sealed value did not open.
  case sealed(SealingError)
}
