// swift-format-ignore-file
// A receipt is spent by its use: the second look takes a second record.
import Audit
import Foundation
import Masking
import Sealing

func lookTwice(
  _ receipt: consuming RevealReceipt<Live>, at identifier: SealedIdentifier<Live>,  // expected-error {{'receipt' consumed more than once}}
  key: DataKey<Live>, now: Date
) throws {
  _ = try receipt.open(identifier, with: key, now: now)  // expected-note {{consumed here}}
  _ = try receipt.open(identifier, with: key, now: now)  // expected-note {{consumed again here}}
}
