// swift-format-ignore-file
// Nobody but the masker can call a text masked: the initialisers that could are internal, so that
// only those for a token and for literals are left.
import Masking
import Text

func claim(_ words: SanitizedText) -> MaskedText {
  let segments: [MaskedText.Segment] = [.text(words)]
  return MaskedText(segments: segments)  // expected-error {{extraneous argument label 'segments:' in call}} expected-error {{cannot convert value of type '[MaskedText.Segment]' to expected argument type 'Token'}}
}

func claim(_ words: String) -> MaskedText {
  MaskedText(wireForm: words)  // expected-error {{extraneous argument label 'wireForm:' in call}} expected-error {{cannot convert value of type 'String' to expected argument type 'Token'}}
}

func claim(literally words: String) -> MaskedText {
  MaskedText(literal: words)  // expected-error {{cannot convert value of type 'String' to expected argument type 'StaticString'}}
}
