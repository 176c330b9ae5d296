// swift-format-ignore-file
// A look that was recorded in the sandbox opens nothing real.
import Audit
import Foundation
import Masking
import Sealing

func open(
  _ receipt: consuming RevealReceipt<Practice>, on identifier: SealedIdentifier<Live>,
  key: DataKey<Practice>, now: Date
) throws {
  _ = try receipt.open(identifier, with: key, now: now)  // expected-error {{cannot convert value of type 'SealedIdentifier<Live>' to expected argument type 'SealedIdentifier<Practice>'}} expected-note {{arguments to generic parameter 'R' ('Live' and 'Practice') are expected to be equal}}
}
