// swift-format-ignore-file
// A customer's key alone does not open an identifier: that takes a receipt.
import Masking
import Sealing

func open(_ identifier: SealedIdentifier<Live>, key: DataKey<Live>) throws {
  _ = try key.openValue(identifier.value, in: identifier.valueContext)  // expected-error {{'openValue' is inaccessible due to '@_spi' protection level}}
}
