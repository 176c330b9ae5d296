import Masking
import Text

/// The words of a masked text, folded, each with the place it came from.
///
/// A masked identifier is a word, its kind: `#email`. A word with a digit is `#num`.
struct WordSequence: Sendable {
  /// One word.
  struct Word: Sendable {
    /// Where its folded letters are in `letters`.
    let letters: Range<Int>
    /// Where its stem is in `letters`; often the same.
    let stem: Range<Int>
    /// The segment of the masked text it stands in.
    let segment: Int
    /// UTF-8 offsets into that segment's words; empty for a token or placeholder.
    let source: Range<Int>
    /// Whether it is a sign for something else, `#num` or `#email`.
    let isSign: Bool
  }

  private(set) var letters: [UInt8] = []
  private(set) var words: [Word] = []

  /// Reads at most `limit` words: what a customer wants stands at the start of a long message.
  init(_ text: MaskedText, limit: Int = 400) {
    letters.reserveCapacity(256)
    for (index, segment) in text.segments.enumerated() where words.count < limit {
      switch segment {
      case .text(let words):
        read(words, segment: index, limit: limit)
      case .token(let token):
        append(sign: token.rankingForm, segment: index, source: 0..<0)
      case .placeholder(let placeholder):
        append(sign: "#" + placeholder.name, segment: index, source: 0..<0)
      }
    }
  }

  /// No words yet.
  init() {}

  /// The words of something a rule's author wrote: a keyword, a synonym.
  init(ofRuleText text: String) {
    read(SanitizedText(sanitizing: text), segment: 0, limit: 40)
  }

  /// Appends a word of another sequence as it stands there.
  mutating func append(copying word: Word, of other: WordSequence, segment: Int? = nil) {
    let segment = segment ?? word.segment
    let letters = Array(other.letters[word.letters])
    if word.isSign {
      append(sign: String(decoding: letters, as: UTF8.self), segment: segment, source: word.source)
    } else {
      append(letters, segment: segment, source: word.source)
    }
  }

  /// Appends a word that stands for some words of another sequence.
  mutating func append(_ text: String, from other: WordSequence, words range: Range<Int>) {
    let (first, last) = (other.words[range.lowerBound], other.words[range.upperBound - 1])
    let end = last.segment == first.segment ? last.source.upperBound : first.source.upperBound
    let source = first.source.lowerBound..<max(first.source.lowerBound, end)
    let replacement = WordSequence(ofRuleText: text)
    for word in replacement.words {
      append(Array(replacement.letters[word.letters]), segment: first.segment, source: source)
    }
  }

  /// The folded letters of a word.
  func text(_ word: Word) -> String {
    String(decoding: letters[word.letters], as: UTF8.self)
  }

  /// The stem of a word.
  func stem(_ word: Word) -> String {
    String(decoding: letters[word.stem], as: UTF8.self)
  }

  private mutating func read(_ text: SanitizedText, segment: Int, limit: Int) {
    var reader = WordReader(bytes: Array(text.string.utf8))
    while words.count < limit, let run = reader.next() {
      if run.hasDigit {
        append(sign: "#num", segment: segment, source: run.source)
      } else {
        for part in Contractions.expand(run.parts) {
          append(part, segment: segment, source: run.source)
        }
      }
    }
  }

  private mutating func append(_ word: [UInt8], segment: Int, source: Range<Int>) {
    let start = letters.count
    letters += word
    let whole = start..<letters.count
    var stem = whole
    let stemmed = Stemmer.stem(word)
    if stemmed != word {
      letters += stemmed
      stem = whole.upperBound..<letters.count
    }
    words.append(
      Word(letters: whole, stem: stem, segment: segment, source: source, isSign: false))
  }

  private mutating func append(sign: String, segment: Int, source: Range<Int>) {
    let start = letters.count
    letters += sign.utf8
    let range = start..<letters.count
    words.append(
      Word(letters: range, stem: range, segment: segment, source: source, isSign: true))
  }
}

/// Cuts text into runs of letters and digits, apostrophes inside included.
private struct WordReader {
  /// A run: its parts are what stands between apostrophes.
  struct Run {
    var parts: [[UInt8]] = [[]]
    var hasDigit = false
    var source = 0..<0
  }

  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Run? {
    var run = Run()
    var start = -1
    var end = 0
    while position < bytes.count {
      let (contribution, width) = contribution(at: position)
      switch contribution {
      case .letters(let letters):
        if start < 0 { start = position }
        run.parts[run.parts.count - 1] += letters
        run.hasDigit = run.hasDigit || letters.contains { (0x30...0x39).contains($0) }
        end = position + width
      case .ideograph(let letters):
        if start >= 0 { return finish(run, start..<end) }
        position += width
        return Run(parts: [letters], hasDigit: false, source: (position - width)..<position)
      case .apostrophe:
        if start >= 0, run.parts.last?.isEmpty == false { run.parts.append([]) }
      case .nothing:
        if start >= 0 { end = position + width }
      case .separator:
        if start >= 0 {
          position += width
          return finish(run, start..<end)
        }
      }
      position += width
    }
    return start >= 0 ? finish(run, start..<end) : nil
  }

  private func finish(_ run: Run, _ source: Range<Int>) -> Run {
    var run = run
    if run.parts.last?.isEmpty == true { run.parts.removeLast() }
    run.source = source
    return run
  }

  private func contribution(at offset: Int) -> (Folding.Contribution, width: Int) {
    let byte = bytes[offset]
    if byte < 0x80 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: return (.letters([byte]), 1)
      case 0x41...0x5A: return (.letters([byte | 0x20]), 1)
      case 0x27, 0x60: return (.apostrophe, 1)
      default: return (.separator, 1)
      }
    }
    let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    let tail = bytes[offset..<min(offset + width, bytes.count)]
    guard let scalar = String(decoding: tail, as: UTF8.self).unicodeScalars.first else {
      return (.separator, width)
    }
    return (Folding.contribution(of: scalar), width)
  }
}
