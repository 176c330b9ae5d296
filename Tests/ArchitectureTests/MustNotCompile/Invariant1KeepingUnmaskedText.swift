// swift-format-ignore-file
// Text on its way to the masker is moved, never copied.
import Masking
import Sealing
import Text

func maskTwice(
  _ text: consuming UnmaskedText, vault: inout IdentifierVault<Live>  // expected-error {{'text' consumed more than once}}
) throws {
  _ = try Masker().mask(text, into: &vault)  // expected-note {{consumed here}}
  _ = try Masker().mask(text, into: &vault)  // expected-note {{consumed again here}}
}
