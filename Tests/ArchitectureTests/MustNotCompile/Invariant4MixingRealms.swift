// swift-format-ignore-file
// A practice key opens nothing real, and a real key nothing invented.
import Masking
import Sealing

func open(_ text: SealedText<Live>, key: DataKey<Practice>, place: SealContext) throws {
  _ = try text.open(under: key, in: place)  // expected-error {{cannot convert value of type 'DataKey<Practice>' to expected argument type 'DataKey<Live>'}} expected-note {{arguments to generic parameter 'R' ('Practice' and 'Live') are expected to be equal}}
}
