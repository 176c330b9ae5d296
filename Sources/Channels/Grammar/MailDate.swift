import Foundation

/// Dates as mail writes them (RFC 5322, section 3.3, with its obsolete forms).
enum MailDate {
  /// Reads `Mon, 02 Mar 2026 09:14:07 +0000`, with or without day name, seconds and zone; also
  /// `asctime`'s order.
  static func parse(_ value: Bytes) -> Date? {
    var fields = Fields()
    for word in words(of: value) { fields.read(word) }
    return fields.date
  }

  /// Writes the form every reader knows, in UTC.
  static func format(_ date: Date) -> String {
    // Beyond these, the field no longer is a date of this grammar.
    let seconds = Int(min(max(date.timeIntervalSince1970, 0), 253_402_300_799).rounded(.down))
    let (day, time) = (seconds / 86_400, seconds % 86_400)
    let (year, month, dayOfMonth) = civil(fromDays: day)
    return "\(dayNames[(day + 4) % 7]), \(padded(dayOfMonth)) \(monthNames[month - 1]) \(year) "
      + "\(padded(time / 3600)):\(padded(time / 60 % 60)):\(padded(time % 60)) +0000"
  }

  private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// Words of letters, digits, colons and signs; comments are passed over.
  private static func words(of value: Bytes) -> [Bytes] {
    var tokens = HeaderTokenizer(value.prefix(200), specials: [ASCII.comma])
    var words: [Bytes] = []
    while let token = tokens.next() {
      if case .atom(let word) = token { words.append(word) }
    }
    return words
  }

  private struct Fields {
    var day: Int?
    var month: Int?
    var year: Int?
    var secondOfDay: Int?
    var offsetSeconds = 0

    mutating func read(_ word: Bytes) {
      if word.contains(ASCII.colon) {
        readTime(word)
      } else if let first = word.first, first == 0x2B || first == ASCII.hyphen {
        readOffset(word)
      } else if word.allSatisfy(\.isDigit) {
        readNumber(word)
      } else if let index = monthNames.firstIndex(where: {
        word.asciiLowercased.hasPrefix($0.lowercased())
      }) {
        month = month ?? index + 1
      } else if secondOfDay != nil, let hours = zones[word.asciiLowercased] {
        offsetSeconds = hours * 3600
      } else if word.contains(ASCII.hyphen) {
        // `02-Mar-2026`
        for part in word.split(separator: ASCII.hyphen) { read(part) }
      }
    }

    private mutating func readNumber(_ word: Bytes) {
      guard word.count <= 4, let number = Int(String(decoding: word, as: UTF8.self)) else { return }
      if day == nil, word.count <= 2 {
        day = number
      } else if year == nil {
        // RFC 5322, section 4.3.
        year = word.count == 2 ? number + (number < 50 ? 2000 : 1900) : number
        if word.count == 3 { year = number + 1900 }
      }
    }

    private mutating func readTime(_ word: Bytes) {
      let parts = word.split(separator: ASCII.colon).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
        (0..<24).contains(hour), (0..<60).contains(minute)
      else { return }
      let second = parts.count == 3 ? parts[2] ?? 0 : 0
      guard (0...60).contains(second) else { return }
      secondOfDay = hour * 3600 + minute * 60 + second
    }

    private mutating func readOffset(_ word: Bytes) {
      guard word.count == 5, word.dropFirst().allSatisfy(\.isDigit),
        let number = Int(String(decoding: word.dropFirst(), as: UTF8.self))
      else { return }
      let seconds = number / 100 * 3600 + number % 100 * 60
      offsetSeconds = word.first == ASCII.hyphen ? -seconds : seconds
    }

    var date: Date? {
      guard let day, let month, let year, (1...31).contains(day), year >= 1900 else { return nil }
      let seconds = days(fromYear: year, month: month, day: day) * 86_400 + (secondOfDay ?? 0)
      return Date(timeIntervalSince1970: Double(seconds - offsetSeconds))
    }
  }

  private static let zones = [
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "bst": 1,
  ]

  /// Days since 1970-01-01 in the Gregorian calendar; the year is taken to begin in March, so that
  /// the leap day comes last.
  private static func days(fromYear year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}
