import Masking
import Text

/// How fast identifiers are found, beside a bare look at every byte.
struct MaskingBenchmark {
  let scale: Scale

  func figures() throws -> [Figure] {
    var mail = SyntheticMail(scale.random)
    let letters = (0..<scale.tickets).map { _ in SanitizedText(sanitizing: mail.letter()) }
    let megabytes = Double(letters.reduce(0) { $0 + $1.string.utf8.count }) / 1e6
    let masker = Masker()
    var found = 0
    let detecting = Stopwatch.median {
      found = letters.reduce(0) { $0 + masker.detect(in: $1).count }
    }
    var sum = 0
    let reading = Stopwatch.median {
      for letter in letters { for byte in letter.string.utf8 { sum &+= Int(byte) } }
    }
    precondition(sum != 0, "the letters are not empty")
    let floor = Figure(
      name: "read every byte", value: megabytes / reading.seconds, unit: "MB/s")
    return [
      floor,
      Figure(
        name: "find identifiers, spans validated", value: megabytes / detecting.seconds,
        unit: "MB/s"
      ).compared(to: floor),
      Figure(name: "identifiers found", value: Double(found), unit: ""),
    ]
  }
}
