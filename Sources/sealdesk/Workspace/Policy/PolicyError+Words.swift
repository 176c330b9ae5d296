import Masking

extension PolicyError {
  /// What is wrong, for a person.
  var fault: String {
    switch self {
    case .secretShowsNothing(let kind): "\(kind.rawValue) is a secret, and nothing of it shows."
    case .cardShowsTooMuch:
      "Of a card at most the first six and the last four digits show (PCI DSS 3.4.1)."
    case .unsuitableHint(let shape, let kind):
      "“\(shape.written)” is no way to show a part of \(kind.rawValue)."
    case .hintShowsTooMuch(let shown, let count):
      "The hint shows \(shown) of as few as \(count) characters; a third is the most."
    case .alwaysMasked(let kind): "\(kind.rawValue) is masked under every policy."
    case .nameTaken(let kind): "There is a kind \(kind.rawValue) already."
    case .neitherPatternNorLabels: "Nothing leads to this kind."
    case .label(let label): "The label “\(label)” is not made of Latin letters."
    case .lengthOutOfBounds: "The pattern never has this length."
    case .swallows(let sample): "Without a label before it, this would mask “\(sample)” too."
    case .tooShort(let count):
      "This takes \(count) letters and digits at most, too few to be told from other text."
    case .opens(let kind, let example):
      "This would leave every \(kind.rawValue) of this shape readable, such as “\(example)”."
    case .overlaps(let kind, let example):
      "“\(example)” is allowed and masked as \(kind.rawValue) at once."
    case .allowedValueTooShort: "This is too short to be told from other text."
    case .tooMany(let limit): "There are more than \(limit) of these."
    }
  }

  /// What to write instead.
  var advice: String {
    switch self {
    case .secretShowsNothing: "Write “hint: none”, or leave it out."
    case .cardShowsTooMuch: "Write “last 4” or “bin and last 4”."
    case .unsuitableHint(_, let kind):
      "Write one of: \(HintShape.all.filter { $0.suits(kind) }.map(\.written).joined(separator: ", "))."
    case .hintShowsTooMuch(_, let count):
      count < 3 ? "Write “none”." : "Write “last \(count / 3)” or less."
    case .alwaysMasked: "Remove the line."
    case .nameTaken: "Give yours another name; “kinds” sets what the one there shows."
    case .neitherPatternNorLabels:
      "Write “pattern: \"LT-#####\"”, or “labels: [membership number]”, or both."
    case .label: "Describe it by its pattern, or by a label in Latin letters."
    case .lengthOutOfBounds(let range):
      "Write “length: \(range.lowerBound)-\(range.upperBound)”, or leave it out."
    case .swallows:
      "Add the “labels” it stands behind, a letter that is always the same, or a “checksum”."
    case .tooShort: "Make the pattern longer."
    case .opens: "Add a letter that is always the same, or list single values."
    case .overlaps: "Narrow one of the two."
    case .allowedValueTooShort: "Write it out in full."
    case .tooMany: "Describe several by one pattern."
    }
  }
}

extension PatternFault.Problem {
  var words: String {
    switch self {
    case .empty: "nothing stands"
    case .notASCII: "there is a character outside of ASCII"
    case .unclosed: "something is opened and not closed"
    case .misplaced: "a mark has nothing to refer to"
    case .count: "there is no count of 1 to 64"
    case .tooDeep: "brackets are more than eight deep"
    case .tooLong: "it is longer than 64 characters once its counts are written out"
    case .start: "it can begin with something other than a letter or a digit, or be empty"
    }
  }

  var advice: String {
    switch self {
    case .empty: "Write something there, or put a ? behind the group to make it optional."
    case .notASCII: "Write “@” for a letter."
    case .unclosed: "Close it, or put a backslash before it."
    case .misplaced: "Put a backslash before a mark that is to stand for itself."
    case .count: "Write {3} or {2,5}."
    case .tooDeep, .tooLong: "Describe a shorter piece; labels need no pattern."
    case .start: "Begin with #, @, *, a letter or a digit."
    }
  }
}
