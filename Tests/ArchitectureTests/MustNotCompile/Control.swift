// swift-format-ignore-file
// The right way in each case: if this stopped compiling, the refusals would prove nothing.
import Masking
import Sealing
import Text

func mask(_ customersWords: String, vault: inout IdentifierVault<Live>) throws -> MaskedText {
  let text = UnmaskedText(received: SanitizedText(sanitizing: customersWords))
  return try Masker().mask(text, into: &vault)
}

func seal(_ text: MaskedText, key: DataKey<Live>, place: SealContext) throws -> SealedText<Live> {
  try SealedText(text, under: key, in: place)
}
